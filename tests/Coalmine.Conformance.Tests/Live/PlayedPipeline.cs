using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Conformance.Tests.Live;

/// <summary>Answers measurements with those of a recorded rollout, in their order.</summary>
internal sealed class PlayedPipeline(IEnumerable<JournalEntry> recorded) : IMetricsPipeline
{
    private readonly Queue<Measurements> _answers = new(recorded.Select(entry => entry.Observation.Measurements).OfType<Measurements>());

    public ValueTask<MetricsReading> MeasureAsync(MetricsQuestion question, CancellationToken cancellation)
    {
        Measurements answer = _answers.Dequeue();
        DateTimeOffset? newest = answer.Samples.Rows == 0 ? null : question.Clock.InstantOf(answer.Samples.TimeOf(answer.Samples.Rows - 1));
        return new(new MetricsReading(answer, newest, ImmutableArray<string>.Empty));
    }
}
