using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Tuning.Files;
using Json.Schema;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>A schema in the hands of a validator that is not ours (JsonSchema.Net).</summary>
/// <param name="schema">The schema.</param>
internal sealed class SchemaCheck(JsonObject schema)
{
    private readonly JsonSchema _schema = JsonSchema.FromText(schema.ToJsonString());

    /// <summary>Of policy files.</summary>
    public static SchemaCheck Policy { get; } = new(PolicyReader.Schema());

    /// <summary>Of scenario files.</summary>
    public static SchemaCheck Scenario { get; } = new(ScenarioReader.Schema());

    /// <summary>Of suite files.</summary>
    public static SchemaCheck Suite { get; } = new(SuiteReader.Schema());

    /// <summary>Of files of accepted characteristics.</summary>
    public static SchemaCheck Accepted { get; } = new(AcceptedReader.Schema());

    /// <summary>Of files that say what to tune.</summary>
    public static SchemaCheck Tuning { get; } = new(TuningReader.Schema());

    /// <summary>Whether the schema allows a document, by the types of YAML's core schema.</summary>
    public bool Allows(Node node) => Allows(TypedYaml.Of(node));

    /// <summary>Whether the schema allows a document, all of it in quotes.</summary>
    public bool AllowsInQuotes(Node node) => Allows(TypedYaml.Of(node, inQuotes: true));

    /// <summary>Whether the schema allows a value.</summary>
    public bool Allows(JsonNode? value) => _schema.Evaluate(JsonSerializer.SerializeToElement(value)).IsValid;

    /// <summary>What the validator says, for messages.</summary>
    public string Explain(Node node)
    {
        EvaluationResults results = _schema.Evaluate(
            JsonSerializer.SerializeToElement(TypedYaml.Of(node)), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return string.Join('\n', (results.Details ?? []).Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(' ', detail.Errors!.Values)}"));
    }
}
