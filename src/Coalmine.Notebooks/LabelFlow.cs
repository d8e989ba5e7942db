namespace Coalmine.Notebooks;

/// <summary>How the truth about answers becomes known: for some of them, and late; the delay is lognormal.</summary>
/// <param name="Share">The part of the answers that ever get a label, in (0, 1].</param>
/// <param name="Median">When half of those have come; positive.</param>
/// <param name="NinetyFifth">When 95 % of those have come; longer than the median.</param>
public readonly record struct LabelFlow(double Share, TimeSpan Median, TimeSpan NinetyFifth);
