using System.Text;
using Coalmine.Manifests.Documents;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Notebooks.Loading;

/// <summary>Reads scenarios that are written nowhere.</summary>
internal static class FittedWorlds
{
    /// <summary>The scenario of a text, under a name that is shown.</summary>
    public static LoadedScenario Read(string name, string text) => Refusals.Take(
        SourceDecoder.Decode(name, Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne).Then(ScenarioReader.Read)
            .Then(scenario => LoadedScenario.Compile(scenario)));
}
