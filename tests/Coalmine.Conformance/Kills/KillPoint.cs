using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Kills;

/// <summary>
/// When a driver is killed: some time after its start, or on one of its requests to the API server, before that is carried out or after, so that the answer is
/// lost. Requests that write the target are aimed at more often than they come, since a crash there is the dangerous one.
/// </summary>
/// <param name="Aim">What is waited for.</param>
/// <param name="Number">Which of them, from 1; tenths of seconds where time is waited for.</param>
/// <param name="IsCarriedOut">Whether the request is still carried out.</param>
/// <param name="TakesOver">Whether the next driver has an empty disk and goes on from the ConfigMap.</param>
internal sealed record KillPoint(KillAim Aim, int Number, bool IsCarriedOut, bool TakesOver)
{
    private const int MostTenths = 150;
    private const int MostWrites = 40;
    private const int MostShifts = 2;

    /// <summary>Draws one.</summary>
    public static KillPoint Draw(ref Xoshiro256 random)
    {
        KillAim aim = (KillAim)(int)(random.NextDouble() * 3);
        int most = aim switch { KillAim.Time => MostTenths, KillAim.Write => MostWrites, _ => MostShifts };
        return new KillPoint(aim, 1 + (int)(random.NextDouble() * most), random.NextDouble() < 0.5, random.NextDouble() < 0.3);
    }

    /// <summary>In words.</summary>
    public override string ToString() => Aim switch
    {
        KillAim.Time => FormattableString.Invariant($"after {Number / 10.0:0.0} s"),
        _ => FormattableString.Invariant($"{(IsCarriedOut ? "after" : "before")} {(Aim == KillAim.Write ? "write" : "shift")} {Number}"),
    };
}
