using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Following;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Journals;

/// <summary>The controllers of journals: which there are, what of them a header keeps, and how they are made again of it.</summary>
public static class JournalControllers
{
    private const string Argo = "argo";
    private const string Flagger = "flagger";
    private const string Kayenta = "kayenta";
    private const string PolicyName = "policy";
    private const string Release = "argo-release";
    private const string Match = "match";
    private const string Load = "load";

    /// <summary>The names that headers may have.</summary>
    internal static ImmutableArray<string> Names => [JournalHeader.Native, FollowingController.Name, Argo, Flagger, Kayenta];

    /// <summary>The controller that decided, made anew of the policy in the journal.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="rollout">The journal.</param>
    public static ReadResult<IRolloutController> Of(string path, RecordedRollout rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        JournalHeader header = rollout.Header;
        if (!Names.Contains(header.Controller) || header.Policy.IsEmpty)
            return Refuse(path, [], JournalMessages.UnknownController(header.Controller));
        ReadResult<IRolloutController> made = header.Controller switch
        {
            JournalHeader.Native => OfNative(header, policy => new NativeController(policy)),
            FollowingController.Name => OfNative(header, policy => new FollowingController(policy)),
            _ => OfManifest(path, header),
        };
        return made is ReadResult<IRolloutController>.Refused refused
            ? Refuse(path, refused.Diagnostics, JournalMessages.PolicyRefused(header.Policy[0].Name))
            : made;
    }

    /// <summary>The controller of another policy of our own over the record.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="rollout">The journal.</param>
    public static ReadResult<NativeController> Over(RolloutPolicy policy, RecordedRollout rollout)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(rollout);
        return policy is NativePolicy native
            ? Bind(native.Source, rollout.Header, policy => new NativeController(policy))
            : new ReadResult<NativeController>.Refused([Diagnostic.At(policy.File, TextPosition.Start, JournalMessages.OwnPoliciesOnly(policy.Name))]);
    }

    /// <summary>The name of a policy's controller.</summary>
    internal static string NameOf(RolloutPolicy policy) => policy switch
    {
        ForeignPolicy { Manifest.Controller: ArgoController } => Argo,
        ForeignPolicy { Manifest.Controller: FlaggerController } => Flagger,
        ForeignPolicy => Kayenta,
        _ => JournalHeader.Native,
    };

    /// <summary>What the files of a policy do not say and its controller depends on.</summary>
    internal static ImmutableSortedDictionary<string, string> OptionsOf(RolloutPolicy policy, ManifestOptions options)
    {
        ImmutableSortedDictionary<string, string>.Builder all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (policy is not ForeignPolicy)
            return all.ToImmutable();
        all[PolicyName] = policy.Name;
        all[Release] = options.Release == ArgoRelease.V1_9 ? "1.9" : "1.10";
        if (options.Match is { } match)
            all[Match] = match.ToString("R", CultureInfo.InvariantCulture);
        if (options.Load is { } load)
            all[Load] = load.ToString("R", CultureInfo.InvariantCulture);
        return all.ToImmutable();
    }

    private static ReadResult<IRolloutController> OfNative(JournalHeader header, Func<BoundPolicy, IRolloutController> make) =>
        SourceDecoder.Decode(header.Policy[0].Name, Bytes(header.Policy[0])).Then(YamlLoader.LoadOne).Then(PolicyReader.Read)
            .Then(policy => Bind(policy, header, make));

    private static ReadResult<T> Bind<T>(PolicyFile policy, JournalHeader header, Func<BoundPolicy, T> make) =>
        BoundPolicy.Bind(policy.Policy, header.Telemetry) switch
        {
            PolicyBinding.Bound bound => new ReadResult<T>.Read(make(bound.Policy), []),
            PolicyBinding.Refused refused => new ReadResult<T>.Refused([.. refused.Problems.Select(policy.Locate)]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static ReadResult<IRolloutController> OfManifest(string path, JournalHeader header)
    {
        List<ManifestFile> files = [];
        foreach (PolicyText text in header.Policy)
            switch (ManifestFile.Load(text.Name, Bytes(text)))
            {
                case ReadResult<ManifestFile>.Read read:
                    files.Add(read.Value);
                    break;
                case var refused:
                    return new ReadResult<IRolloutController>.Refused(refused.Said);
            }

        string name = header.Options.GetValueOrDefault(PolicyName, "");
        ManifestOptions options = new(header.Options.GetValueOrDefault(Release) == "1.9" ? ArgoRelease.V1_9 : ArgoRelease.V1_10)
        {
            Match = Number(header, Match),
            Load = Number(header, Load),
        };
        return ManifestPolicies.Of(ManifestSet.Of(files), options).Then(policies =>
            policies.OfType<ForeignPolicy>().FirstOrDefault(policy => policy.Name == name && NameOf(policy) == header.Controller) is { } policy
                ? new ReadResult<IRolloutController>.Read(ControllerOf(policy, options), [])
                : Refuse(path, [], JournalMessages.NoPolicyInIt(name)));
    }

    /// <summary>The controller of a manifest, with the share that its match selects where that was given.</summary>
    internal static IRolloutController ControllerOf(ForeignPolicy policy, ManifestOptions options) =>
        policy.Manifest.Traffic.Match is { } match && options.Match is { } share ? match.Controller(share) : policy.Manifest.Controller;

    private static double? Number(JournalHeader header, string option) =>
        double.TryParse(header.Options.GetValueOrDefault(option), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static byte[] Bytes(PolicyText text) => Encoding.UTF8.GetBytes(text.Text);

    private static ReadResult<IRolloutController> Refuse(string path, ImmutableArray<Diagnostic> before, Message message) =>
        new ReadResult<IRolloutController>.Refused([.. before, Diagnostic.At(path, TextPosition.Start, message)]);
}
