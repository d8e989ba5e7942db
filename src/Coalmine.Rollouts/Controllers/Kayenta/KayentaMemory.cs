using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>The state of a judged rollout.</summary>
internal sealed class KayentaMemory : RolloutMemory
{
    private readonly CheckVerdict[] _verdicts;
    private bool _showsVerdicts;

    public KayentaMemory(int metrics)
        : this([.. Enumerable.Range(0, 2 * metrics).Select(_ => new KayentaSeries())], new CheckVerdict[metrics])
    {
    }

    private KayentaMemory(KayentaSeries[] series, CheckVerdict[] verdicts)
    {
        Series = series;
        _verdicts = verdicts;
    }

    /// <summary>The series: of each metric the canary's, then the baseline's, in the order of the queries.</summary>
    public KayentaSeries[] Series { get; }

    /// <summary>Where the rollout stands.</summary>
    public KayentaPhase Phase { get; set; }

    /// <summary>When the rollout began.</summary>
    public Moment Began { get; set; }

    /// <summary>The next point of the series is due.</summary>
    public Moment NextPoint { get; set; }

    /// <summary>Number of the next judgement, from 1.</summary>
    public int NextJudgement { get; set; }

    /// <summary>Id of the measurement that is waited for; 0 for none.</summary>
    public int Measuring { get; set; }

    /// <summary>Measurements asked for so far.</summary>
    public int Asked { get; set; }

    /// <summary>The highest revision of the baseline's pods seen before promotion; 0 when none was.</summary>
    public int BaselineRevision { get; set; }

    /// <summary>Whether an operator holds the promotion.</summary>
    public bool IsPaused { get; set; }

    internal override ReadOnlySpan<CheckVerdict> Verdicts => _showsVerdicts ? _verdicts : [];

    /// <summary>Says that the present step was no judgement.</summary>
    public void HideVerdicts() => _showsVerdicts = false;

    /// <summary>The verdicts to write at a judgement, which are shown from then on.</summary>
    public Span<CheckVerdict> ShowVerdicts()
    {
        _showsVerdicts = true;
        return _verdicts;
    }

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Reset(Moment at)
    {
        Consume();
        Outcome = RolloutOutcome.Open;
        foreach (KayentaSeries series in Series)
            series.Clear();
        Phase = KayentaPhase.Analysis;
        Began = at;
        NextPoint = at;
        NextJudgement = 1;
        Measuring = 0;
        Asked = 0;
        BaselineRevision = 0;
        IsPaused = false;
        _showsVerdicts = false;
    }

    public override RolloutMemory Fork()
    {
        KayentaMemory fork = new([.. Series.Select(series => series.Copy())], [.. _verdicts])
        {
            Phase = Phase,
            Began = Began,
            NextPoint = NextPoint,
            NextJudgement = NextJudgement,
            Measuring = Measuring,
            Asked = Asked,
            BaselineRevision = BaselineRevision,
            IsPaused = IsPaused,
        };
        fork.CopyBasics(this);
        fork._showsVerdicts = _showsVerdicts;
        return fork;
    }
}
