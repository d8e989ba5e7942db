using Coalmine.Rollouts.Journal;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// What the failed checks of a run were, to say what a rollback rests on: values beyond a threshold, missing values and errors, or hooks. The kind with the most
/// failed checks decides; among equals the one that failed last.
/// </summary>
internal readonly record struct FlaggerFailures
{
    private readonly int _beyond;
    private readonly int _missing;
    private readonly int _refused;
    private readonly RolloutOutcome _last;

    private FlaggerFailures(int beyond, int missing, int refused, RolloutOutcome last) => (_beyond, _missing, _refused, _last) = (beyond, missing, refused, last);

    /// <summary>The check whose value was last beyond its threshold.</summary>
    public int LastBeyond { get; private init; }

    /// <summary>What a rollback by count is.</summary>
    public RolloutOutcome Outcome
    {
        get
        {
            int most = Math.Max(_beyond, Math.Max(_missing, _refused));
            if (most == 0 || Of(_last) == most)
                return most == 0 ? RolloutOutcome.RolledBackForWantOfEvidence : _last;
            return _beyond == most ? RolloutOutcome.RolledBackOnEvidence
                : _missing == most ? RolloutOutcome.RolledBackForWantOfEvidence
                : RolloutOutcome.RolledBackOnOrder;
        }
    }

    /// <summary>A value was beyond its threshold.</summary>
    public FlaggerFailures Beyond(int check) => new(_beyond + 1, _missing, _refused, RolloutOutcome.RolledBackOnEvidence) { LastBeyond = check };

    /// <summary>Values were missing, or a query failed or could not be asked.</summary>
    public FlaggerFailures Missing() => new(_beyond, _missing + 1, _refused, RolloutOutcome.RolledBackForWantOfEvidence) { LastBeyond = LastBeyond };

    /// <summary>A hook refused.</summary>
    public FlaggerFailures Refused() => new(_beyond, _missing, _refused + 1, RolloutOutcome.RolledBackOnOrder) { LastBeyond = LastBeyond };

    private int Of(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.RolledBackOnEvidence => _beyond,
        RolloutOutcome.RolledBackForWantOfEvidence => _missing,
        _ => _refused,
    };
}
