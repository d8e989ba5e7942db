using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>Wald's test of two ratios on which arm each event hit.</summary>
internal sealed class ShareLookRule(CheckRule.ShareRatio rule) : LookRule
{
    private readonly double _upper = Math.Log((1 - rule.Missed) / rule.FalseRollback);
    private readonly double _lower = Math.Log(rule.Missed / (1 - rule.FalseRollback));

    public override int Memory => 1;

    public override double EventShareAtEdge(double trialShare) => trialShare;

    public override void Begin(Span<double> memory) => memory[0] = 0;

    public override void Take(in LookCounts counts, Span<double> memory)
    {
        ArmCounts chunk = counts.Chunk;
        if (!IsSettled(memory))
            memory[0] += new RateRatioBet(chunk.CanaryEvents, chunk.BaselineEvents, chunk.Share).LogRatio(rule.Design, 1);
    }

    public override bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory) => memory[0] >= _upper;

    public override bool ShowsSafety(in LookCounts counts, ReadOnlySpan<double> memory) => IsSettled(memory);

    // The lower bound is -∞ for a test that never accepts.
    public override bool IsSettled(ReadOnlySpan<double> memory) => memory[0] <= _lower;
}
