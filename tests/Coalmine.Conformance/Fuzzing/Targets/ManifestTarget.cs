using System.Collections.Immutable;
using System.Text;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Imports;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Policies;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Other systems' files: read, written back, edited, imported, looked over, and, where they decide, carried out for a while.</summary>
internal sealed class ManifestTarget : FuzzTarget
{
    private const string File = "damaged.yaml";

    private readonly string[] _sound;
    private readonly string[] _deciding;
    private readonly FuzzWorlds _worlds;

    public ManifestTarget(SoundFiles files, FuzzWorlds worlds)
        : base("manifest", 40)
    {
        string[] all = files.Texts("scenarios/manifests", ".yaml");
        _deciding = [.. all.Where(IsDeciding)];
        _sound = [.. all, .. _deciding, .. _deciding, .. _deciding];
        _worlds = worlds;
    }

    public override IReadOnlyList<string> Sound => _sound;

    public override byte[] Make(Luck luck)
    {
        string sound = luck.Of(_sound);
        return luck.Below(10) switch
        {
            0 => ByteDamage.Apply(Encoding.UTF8.GetBytes(sound), luck),
            1 => Encoding.UTF8.GetBytes(LetterDamage.Apply(sound, luck)),
            2 => Encoding.UTF8.GetBytes(LetterDamage.Apply(YamlDamage.Apply(sound, luck), luck)),
            3 => Encoding.UTF8.GetBytes(YamlDamage.Apply(sound + "\n---\n" + luck.Of(_sound), luck)),
            4 or 5 or 6 => Encoding.UTF8.GetBytes(YamlDamage.Values(luck.Of(_deciding), luck)),
            _ => Encoding.UTF8.GetBytes(YamlDamage.Apply(sound, luck)),
        };
    }

    public override bool Try(byte[] input, Luck luck)
    {
        Places places = new(File, TextOf(input));
        ReadResult<ManifestFile> loaded = ManifestFile.Load(File, input);
        places.Hold(loaded.Said);
        places.Hold(ManifestImporter.Import(File, input).Said);
        if (loaded is not ReadResult<ManifestFile>.Read read)
        {
            places.HoldRefusal(loaded.Said);
            return false;
        }

        if (!read.Value.ToBytes().AsSpan().SequenceEqual(input))
            throw new FoundException("other bytes are written back than were read");
        RandomEdits.Try(read.Value, luck);
        ManifestSet set = ManifestSet.Of(read.Value);
        ImmutableArray<Manifests.Lints.Finding> found = Linter.Lint(set);
        places.Hold(found);
        foreach (Manifests.Lints.Finding fixable in found.Where(one => !one.Edits.IsEmpty))
            RandomEdits.Apply(read.Value, fixable.Edits);
        return Decide(set, places, luck);
    }

    private bool Decide(ManifestSet set, Places places, Luck luck)
    {
        ManifestOptions options = new(luck.OneIn(2) ? ArgoRelease.V1_9 : ArgoRelease.V1_10);
        switch (ManifestPolicies.Of(set, options))
        {
            case ReadResult<ImmutableArray<RolloutPolicy>>.Read policies:
                return policies.Value.All(policy => _worlds.Run(policy, places, luck));
            case { } refused:
                places.HoldRefusal(refused.Said);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static bool IsDeciding(string text) =>
        text.Contains("kind: Rollout\n", StringComparison.Ordinal) || text.Contains("kind: Canary\n", StringComparison.Ordinal);

    private static string TextOf(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }
}
