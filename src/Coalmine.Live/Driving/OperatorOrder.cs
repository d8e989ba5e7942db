using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving;

/// <summary>What an operator has left word of.</summary>
/// <param name="Word">What is said.</param>
/// <param name="Id">Tells the order from an earlier one of the same word; the text that was left.</param>
public sealed record OperatorOrder(OperatorWord Word, string Id);
