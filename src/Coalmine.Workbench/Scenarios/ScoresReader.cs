using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>scores: { right: { mean: 0.9, variation: 0.08 }, wrong: { mean: 0.65, variation: 0.25 } }</c>.</summary>
internal sealed class ScoresReader : MappingReader<ModelScores>
{
    private readonly Key<ScoreDistribution> _right;
    private readonly Key<ScoreDistribution> _wrong;

    public ScoresReader()
        : base("scores", "the scores")
    {
        ScoreReader score = new();
        _right = Required("right", score);
        _wrong = Required("wrong", score);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out ModelScores value)
    {
        value = new ModelScores(fields.Get(_right), fields.Get(_wrong));
        return true;
    }

    private sealed class ScoreReader : MappingReader<ScoreDistribution>
    {
        private readonly Key<double> _mean;
        private readonly Key<double> _variation;

        public ScoreReader()
            : base("score", "the score")
        {
            _mean = Required("mean", Units.Probability);
            _variation = Required("variation", Units.Variation);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, out ScoreDistribution value)
        {
            value = new ScoreDistribution(fields.Get(_mean), fields.Get(_variation));
            double most = ScoreDistribution.MostVariation(value.Mean);
            if (value.Variation > 0 && value.Variation < most)
                return true;

            said.Add(fields.PositionOf(_variation), ScenarioMessages.ScoreVariesTooMuch(most));
            return false;
        }
    }
}
