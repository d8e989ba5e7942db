using System.Text;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Policies;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Policies of our own: read, and carried out for a while.</summary>
internal sealed class PolicyTarget(SoundFiles files, FuzzWorlds worlds) : FuzzTarget("policy", 8)
{
    private const string File = "damaged.yaml";

    private readonly string[] _sound =
    [
        .. files.Texts("scenarios/policies", ".yaml"),
        .. files.Texts("scenarios/calibration", ".yaml").Where(text => text.Contains("kind: Policy", StringComparison.Ordinal)),
    ];

    public override IReadOnlyList<string> Sound => _sound;

    public override byte[] Make(Luck luck) => luck.OneIn(8)
        ? ByteDamage.Apply(Encoding.UTF8.GetBytes(luck.Of(_sound)), luck)
        : Encoding.UTF8.GetBytes(YamlDamage.Apply(luck.Of(_sound), luck));

    public override bool Try(byte[] input, Luck luck)
    {
        string text = Encoding.UTF8.GetString(input);
        Places places = new(File, text.StartsWith('\uFEFF') ? text[1..] : text);
        ReadResult<PolicyFile> result = SourceDecoder.Decode(File, input).Then(YamlLoader.LoadOne).Then(PolicyReader.Read);
        places.Hold(result.Said);
        if (result is ReadResult<PolicyFile>.Read read)
            return worlds.Run(new NativePolicy(read.Value), places, luck);
        places.HoldRefusal(result.Said);
        return false;
    }
}
