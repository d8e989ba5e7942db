using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Readers;

/// <summary>A value with its place.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Position">Where it begins.</param>
public readonly record struct Located<T>(T Value, TextPosition Position);
