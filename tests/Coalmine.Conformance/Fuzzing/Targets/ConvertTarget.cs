using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Conversions;
using Coalmine.Workbench.Policies;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Conversions of whatever can be read: what is lost has a place, and what is written is read and accepted.</summary>
internal sealed class ConvertTarget(ToldFiles files) : FuzzTarget("convert", 8)
{
    private static readonly ConversionNames Names = new("checkout");

    public override IReadOnlyList<string> Sound => files.Sound;

    public override byte[] Make(Luck luck) => files.Make(luck);

    public override bool Try(byte[] input, Luck luck)
    {
        if (ToldFiles.Load(input) is not { } file)
            return false;
        ConversionTarget target = luck.Of((ConversionTarget[])[ConversionTarget.Argo, ConversionTarget.Flagger, ConversionTarget.Policy, ConversionTarget.Same]);
        ManifestOptions options = new(luck.OneIn(2) ? ArgoRelease.V1_9 : ArgoRelease.V1_10);
        switch (Convert(input, file, target, options))
        {
            case ConversionResult.Lost lost:
                ToldFiles.PlacesOf(input).HoldRefusal(lost.Diagnostics);
                return false;
            case ConversionResult.Converted converted:
                byte[] bytes = [.. converted.Bytes];
                bool isSame = bytes.AsSpan().SequenceEqual(file.ToBytes());
                if (!isSame && !IsAccepted(bytes, target))
                    throw new FoundException($"what is written for {target} is refused:\n{System.Text.Encoding.UTF8.GetString(bytes)}");
                return true;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static ConversionResult Convert(byte[] input, ManifestFile file, ConversionTarget target, ManifestOptions options) =>
        ToldFiles.Policy(input) is { } policy
            ? ManifestConversion.Of(policy, file, target, Names)
            : ManifestConversion.Of(ManifestSet.Of(file), target, Names, options);

    private static bool IsAccepted(byte[] written, ConversionTarget target)
    {
        if (target == ConversionTarget.Policy)
            return ToldFiles.Policy(written) is not null;
        if (ToldFiles.Load(written) is not { } file)
            return false;
        ManifestSet set = ManifestSet.Of(file);
        return target == ConversionTarget.Argo
            ? set.Rollouts is [{ } rollout] && rollout.WhyNotSimulated().IsEmpty
            : set.Canaries is [{ IsAccepted: true }];
    }
}
