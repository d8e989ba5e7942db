namespace Coalmine.PromQL.Parsing;

/// <summary>Why a text is not a query that can be evaluated here.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">What is wrong, in one sentence without a full stop.</param>
/// <param name="Read">What stands there.</param>
/// <param name="Allowed">What could stand there instead; empty when nothing can.</param>
public sealed record PromQLError(SourcePosition Position, string Message, string Read, string Allowed)
{
    /// <summary>All in one line: <c>1:7: unexpected "]" (allowed: a duration such as 5m)</c>.</summary>
    public override string ToString() => Allowed.Length == 0 ? $"{Position}: {Message}" : $"{Position}: {Message} (allowed: {Allowed})";
}
