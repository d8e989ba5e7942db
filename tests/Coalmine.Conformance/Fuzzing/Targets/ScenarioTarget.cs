using System.Text;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Scenarios: read, and compiled where that needs no reference runs, whose length is the user's own choice.</summary>
internal sealed class ScenarioTarget(SoundFiles files) : FuzzTarget("scenario", 8)
{
    private const string File = "damaged.yaml";

    private readonly string[] _sound = files.Texts("scenarios/catalogue", ".yaml");

    public override IReadOnlyList<string> Sound => _sound;

    public override byte[] Make(Luck luck) => luck.OneIn(8)
        ? ByteDamage.Apply(Encoding.UTF8.GetBytes(luck.Of(_sound)), luck)
        : Encoding.UTF8.GetBytes(YamlDamage.Apply(luck.Of(_sound), luck));

    public override bool Try(byte[] input, Luck luck)
    {
        string text = Encoding.UTF8.GetString(input);
        Places places = new(File, text.StartsWith('\uFEFF') ? text[1..] : text);
        ReadResult<Scenario> result = SourceDecoder.Decode(File, input).Then(YamlLoader.LoadOne).Then(ScenarioReader.Read);
        places.Hold(result.Said);
        if (result is not ReadResult<Scenario>.Read read)
        {
            places.HoldRefusal(result.Said);
            return false;
        }

        if (!EngineNeeds.FeedsBack(read.Value.World))
            places.Hold(LoadedScenario.Compile(read.Value).Said);
        return true;
    }
}
