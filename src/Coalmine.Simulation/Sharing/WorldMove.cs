using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Sharing;

/// <summary>A change that a rollout makes in its world.</summary>
/// <param name="Kind">What changes.</param>
/// <param name="Level">To what.</param>
/// <param name="At">When.</param>
internal readonly record struct WorldMove(MoveKind Kind, double Level, Moment At)
{
    /// <summary>Makes the change in an engine that has been brought forward to the moment.</summary>
    public void MakeIn(Engine engine)
    {
        switch (Kind)
        {
            case MoveKind.Weight:
                engine.SetWeight(Level, At);
                break;
            case MoveKind.Mirroring:
                engine.SetMirroring(Level > 0, At);
                break;
            case MoveKind.Load:
                engine.SetLoad(Level, At);
                break;
            default:
                engine.SetPods(Kind == MoveKind.BaselinePods ? Arm.Baseline : Arm.Canary, (int)Level, At);
                break;
        }
    }
}
