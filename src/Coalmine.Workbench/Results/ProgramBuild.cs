using Coalmine.Manifests.Documents;
using Coalmine.PromQL.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Workbench.Results;

/// <summary>
/// Which build of the program a rollout comes from: a hash of the module version ids of every assembly that a rollout depends on, the pure rooms and this one,
/// whose readers make worlds and policies of files. The compiler gives the same id to the same sources built in the same way, and another one to any other.
/// </summary>
public static class ProgramBuild
{
    private static readonly Lazy<string> Hash = new(() => ContentKey.Of(
    [
        .. new[] { typeof(Wilson), typeof(CompiledQuery), typeof(Policy), typeof(CompiledWorld), typeof(Document), typeof(ProgramBuild) }
            .Select(type => type.Module.ModuleVersionId.ToString("D")),
    ]));

    /// <summary>The build that runs, as 64 hexadecimal digits.</summary>
    public static string Id => Hash.Value;

    /// <summary>A build as tables show it: its first eight digits.</summary>
    public static string FirstDigits(string build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return build[..Math.Min(8, build.Length)];
    }
}
