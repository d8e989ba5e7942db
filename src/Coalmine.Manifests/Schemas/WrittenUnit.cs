using Coalmine.Manifests.Readers;

namespace Coalmine.Manifests.Schemas;

/// <summary>A unit with the numbers that may stand before it.</summary>
/// <param name="Unit">The unit as written; empty for a bare number.</param>
/// <param name="Limits">What is possible, in this unit.</param>
public readonly record struct WrittenUnit(string Unit, Limits Limits);
