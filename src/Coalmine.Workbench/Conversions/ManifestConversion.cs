using System.Collections.Immutable;
using System.Text;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Conversions.Plain;
using Coalmine.Workbench.Conversions.Sources;
using Coalmine.Workbench.Conversions.Writers;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Conversions;

/// <summary>
/// Converts what decides a rollout into another controller's file where the meaning survives, and says everything that would be lost where it does not. The
/// same values then lead to the same decisions; what is moved in time is said.
/// </summary>
public static class ManifestConversion
{
    /// <summary>Converts the Rollout or Canary of a set of files.</summary>
    /// <param name="set">The files; the first Rollout or Canary is converted.</param>
    /// <param name="target">What to.</param>
    /// <param name="names">Names that are needed.</param>
    /// <param name="options">What manifests do not say.</param>
    public static ConversionResult Of(ManifestSet set, ConversionTarget target, ConversionNames names, ManifestOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(options);
        ManifestFile file = set.Files[0];
        if (target == ConversionTarget.Same)
            return Same(file);
        Losses losses = new();
        if (set.Rollouts.FirstOrDefault() is RolloutManifest rollout)
            return target == ConversionTarget.Argo ? Same(file) : Write(new ArgoSource(rollout, options.Release, losses).Read(), target, names, losses);
        if (set.Canaries.FirstOrDefault() is CanaryManifest canary)
            return target == ConversionTarget.Flagger ? Same(file) : Write(new FlaggerSource(canary, losses).Read(), target, names, losses);
        string kinds = set.Objects.IsEmpty ? "a file without objects" : string.Join(", ", set.Objects.Select(found => found.ToString().Trim()).Distinct());
        losses.Add(
            new SourcePlace(file.Source.File, set.Objects.IsEmpty ? Manifests.Diagnostics.TextPosition.Start : set.Objects[0].Place["kind"].Start),
            ConversionMessages.Kind(kinds));
        return new ConversionResult.Lost(losses.All);
    }

    /// <summary>Converts a policy of our own.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="file">Its file.</param>
    /// <param name="target">What to; the same and a policy give the text back.</param>
    /// <param name="names">Names that are needed.</param>
    public static ConversionResult Of(PolicyFile policy, ManifestFile file, ConversionTarget target, ConversionNames names)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(names);
        Losses losses = new();
        return target is ConversionTarget.Same or ConversionTarget.Policy
            ? Same(file)
            : Write(new PolicySource(policy, file.Documents[0], losses).Read(), target, names, losses);
    }

    private static ConversionResult.Converted Same(ManifestFile file) => new([.. file.ToBytes()], []);

    private static ConversionResult Write(PlainRollout rollout, ConversionTarget target, ConversionNames given, Losses losses)
    {
        if (!losses.AreNone)
            return new ConversionResult.Lost(losses.All);
        ConversionNames names = given with { Service = NewManifest.Name(given.Service.Length > 0 ? given.Service : rollout.Name) };
        string text = target switch
        {
            ConversionTarget.Argo => new ArgoWriter(names, losses).Write(rollout),
            ConversionTarget.Flagger => new FlaggerWriter(names, losses).Write(rollout),
            _ => new PolicyWriter(losses).Write(rollout, rollout.Name),
        };
        ImmutableArray<string> remarks = target switch
        {
            ConversionTarget.Argo => [.. ArgoWriter.Remarks, Filled(names, $"{names.Replicas} replicas, an Istio VirtualService")],
            ConversionTarget.Flagger => [.. FlaggerWriter.Remarks, Filled(names, $"provider {names.Provider}, port 80")],
            _ => PolicyWriter.Remarks,
        };
        return losses.AreNone
            ? new ConversionResult.Converted([.. Encoding.UTF8.GetBytes(text)], [.. rollout.Remarks.Concat(remarks).Distinct()])
            : new ConversionResult.Lost(losses.All);
    }

    private static string Filled(ConversionNames names, string more) =>
        $"filled in: service {names.Service}, namespace {names.Namespace}, Prometheus at {names.Prometheus}, {more}";
}
