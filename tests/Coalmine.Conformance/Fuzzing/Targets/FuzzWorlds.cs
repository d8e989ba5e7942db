using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Small worlds in which whatever is accepted is carried out for a while.</summary>
internal sealed class FuzzWorlds(SoundFiles files)
{
    private static readonly string[] Names = ["healthy", "conversion-falls", "latency-shift-20-percent"];
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(45);

    private readonly LoadedScenario[] _worlds =
    [
        .. MadeWorlds.Of(new ServiceNumbers(20, 0.005, 0.18)).Where(world => world.Facts.Name is "healthy" or "more-errors").Select(Shorter),
    ];

    // Policies of our own ask for buckets and metrics that the made worlds do not have.
    private readonly LoadedScenario[] _catalogue = [.. Names.Select(files.Catalogue)];

    /// <summary>Binds a policy to a world and, where it can be bound, runs it once.</summary>
    /// <returns>Whether it was run.</returns>
    /// <exception cref="FoundException">It is refused without a reason that has a place.</exception>
    public bool Run(RolloutPolicy policy, Places places, Luck luck)
    {
        switch (policy.Bind(luck.Of(policy is NativePolicy ? _catalogue : _worlds)))
        {
            case PairingResult.Bound bound:
                bound.Pairing.ForStudy().Prepare().Run(1, 0);
                return true;
            case PairingResult.WrongPolicy wrong:
                places.HoldRefusal(wrong.Diagnostics);
                return false;
            case PairingResult.NotFaithful unfaithful:
                places.HoldRefusal(unfaithful.Diagnostics);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static LoadedScenario Shorter(LoadedScenario scenario)
    {
        Scenario shorter = scenario.File with { World = scenario.World.World with { Duration = Length } };
        return LoadedScenario.Compile(shorter) is ReadResult<LoadedScenario>.Read read ? read.Value : throw new InvalidOperationException("The world lost its truth.");
    }
}
