namespace Coalmine.Statistics.Tests.References;

/// <summary>One value of the committed table.</summary>
public sealed record ReferenceRow(string Function, IReadOnlyList<double> Arguments, double Value);
