using System.Collections.Immutable;

namespace Coalmine.Workbench.Reports.Html.Charts;

/// <summary>A line of a picture.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points in rising order.</param>
/// <param name="IsStepped">Whether a value holds until the next point.</param>
internal sealed record Curve(string Name, ImmutableArray<CurvePoint> Points, bool IsStepped);

/// <summary>A point of a line with its band.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
/// <param name="Low">Lower end of the band; as <paramref name="Y"/> where there is none.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct CurvePoint(double X, double Y, double Low, double High);

/// <summary>A part of every bar.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Tone">The colour's name: an outcome's.</param>
/// <param name="Values">Percent, one a row.</param>
internal sealed record BarPart(string Name, string Tone, ImmutableArray<double> Values);

/// <summary>A row with an estimate.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">Which rows have the same colour: the policy's place.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct RangeRow(string Name, int Group, double Estimate, double Low, double High);

/// <summary>A point with intervals both ways.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">Across.</param>
/// <param name="XRange">Its interval.</param>
/// <param name="Y">Up.</param>
/// <param name="YRange">Its interval.</param>
internal readonly record struct ChartPoint(string Name, double X, (double Low, double High) XRange, double Y, (double Low, double High) YRange);
