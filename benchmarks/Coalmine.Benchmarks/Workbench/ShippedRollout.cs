using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;

namespace Coalmine.Benchmarks.Workbench;

/// <summary>
/// A shipped manifest in the healthy world made of 0.1 % errors and a p99 of 180 ms, where most rollouts go on to their end. For Argo's: 5 pods an arm, scrapes every 15 s, two queries a
/// minute all the time and a third within the analyses, 37 minutes to promotion.
/// </summary>
public static class ShippedRollout
{
    /// <summary>Ready to run one replication after another.</summary>
    /// <param name="file">The file's name under <c>scenarios/manifests</c>.</param>
    /// <param name="rate">Requests per second.</param>
    public static IRolloutSource Of(string file, double rate)
    {
        using Stream stream = typeof(ShippedRollout).Assembly.GetManifestResourceStream(file)!;
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        ManifestFile manifest = Read(ManifestFile.Load(file, bytes.ToArray()));
        RolloutPolicy policy = Read(ManifestPolicies.Of(ManifestSet.Of(manifest), ManifestOptions.Usual)).Single();
        LoadedScenario healthy = MadeWorlds.Of(new ServiceNumbers(rate, 0.001, 0.18))[0];
        return ((PairingResult.Bound)policy.Bind(healthy)).Pairing.ForStudy().Prepare();
    }

    private static T Read<T>(ReadResult<T> result) => result is ReadResult<T>.Read read
        ? read.Value
        : throw new InvalidOperationException(string.Join(Environment.NewLine, result.Said));
}
