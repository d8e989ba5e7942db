using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>A measurement of a record: when it was asked for, and what came.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="Answered">When it was answered.</param>
/// <param name="Query">The one query that was asked; -1 for all.</param>
/// <param name="Measurements">The answer.</param>
internal sealed record RecordedAsk(Moment At, Moment Answered, int Query, Measurements Measurements);
