using System.Text.Json.Nodes;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Outputs;
using Coalmine.Workbench.Tests.Advice;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Tests.Explanations;
using Coalmine.Workbench.Tests.Linting;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Tests.Suites;
using Coalmine.Workbench.Tests.Tuning;
using Coalmine.Workbench.Tuning.Reports;
using Xunit;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>The committed schemas of what the program prints allow it, and know every field of it.</summary>
public sealed class OutputSchemaTests
{
    private static readonly Dictionary<string, (string Schema, Func<string> Print)> Outputs = new()
    {
        ["lint"] = ("lint", () => Golden.TextOf(stream => LintJson.Write(LintExamples.Report with { Kinds = ["Rollout", "policy"] }, stream))),
        ["lint of nothing"] = ("lint", () => Golden.TextOf(stream => LintJson.Write(LintExamples.Nothing, stream))),
        ["explanations"] = ("explanations", () => Golden.TextOf(stream => ExplanationJson.Write(
            [.. Explained.Manifests.Concat(ShippedFiles.Policies).SelectMany(path => Explained.Shipped(path))], stream))),
        ["study"] = ("study", () => Golden.TextOf(stream => StudyJson.Write(HandMade.Study(), stream))),
        ["study of made worlds"] = ("study", () => Golden.TextOf(stream => StudyJson.Write(HandMade.Study(), FirstAnswer.Of(HandMade.Study()), stream))),
        ["study with advice"] = ("study", () => Golden.TextOf(stream => StudyJson.Write(AdviceExamples.Study(), stream))),
        ["power of numbers"] = ("power", () => Golden.TextOf(stream => PowerJson.Write(
            PowerComputation.Of(new PowerQuestion("errors", 0.01, 0.02) { RequestsPerSecond = 20, Weight = 0.1, Method = PowerMethod.Fixed }), stream))),
        ["power of a policy"] = ("power", () => Golden.TextOf(stream => PowerJson.Write(AdviceExamples.Sight(), AdviceExamples.Simulated, stream))),
        ["test"] = ("test", () => Golden.TextOf(stream => SuiteJson.Write([SuiteOutputTests.Everything.Value], stream))),
        ["tune"] = ("tune", () => Golden.TextOf(stream => TuningJson.Write(TuningExamples.Everything.Value, stream))),
        ["tune that was interrupted"] = ("tune", () => Golden.TextOf(stream => TuningJson.Write(TuningExamples.Interrupted.Value, stream))),
        ["splitting"] = ("splittingStudy", () => Golden.TextOf(stream => SplittingJson.Write(HandMadeSplitting.Study(), stream))),
    };

    public static TheoryData<string> Names => [.. Outputs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_IsWhatItsSchemaAllows_AndHasNoFieldThatItDoesNotKnow(string name)
    {
        (string schema, Func<string> print) = Outputs[name];
        JsonNode output = JsonNode.Parse(print())!;
        Assert.True(new SchemaCheck(Closed(Schema(schema))).Allows(output));
        output.AsObject().Remove("kind");
        Assert.False(new SchemaCheck(Schema(schema)).Allows(output));
    }

    // Readers of a format must bear new fields, which is why the committed schemas do; what is printed today they all name.
    private static JsonObject Closed(JsonObject schema)
    {
        foreach (JsonObject part in Parts(schema).Where(part => part["type"]?.ToString() == "object" && part["properties"] is JsonObject).ToArray())
            part["additionalProperties"] = false;
        return schema;
    }

    private static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonObject found => [found, .. found.SelectMany(each => Parts(each.Value))],
        JsonArray list => list.SelectMany(Parts),
        _ => [],
    };

    private static JsonObject Schema(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(ShippedFiles.Folder, "schema", $"{name}.schema.json")))!.AsObject();
}
