using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Incidents;
using Coalmine.Workbench.Tuning.Files;
using Json.Schema;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>A schema in the hands of a validator that is not ours (JsonSchema.Net).</summary>
/// <param name="schema">The schema.</param>
internal sealed class SchemaCheck(JsonNode schema)
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

    /// <summary>Of labels of incidents.</summary>
    public static SchemaCheck Incident { get; } = new(IncidentReader.Schema());

    /// <summary>Of files that say what to tune.</summary>
    public static SchemaCheck Tuning { get; } = new(TuningReader.Schema());

    /// <summary>Of SARIF 2.1.0's logs: the standard's schema as Microsoft's Sarif.Sdk carries it.</summary>
    public static SchemaCheck Sarif { get; } = new(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json")))!);

    /// <summary>Whether the schema allows a document, by the types of YAML's core schema.</summary>
    public bool Allows(Node node) => Allows(TypedYaml.Of(node));

    /// <summary>Whether the schema allows a document, all of it in quotes.</summary>
    public bool AllowsInQuotes(Node node) => Allows(TypedYaml.Of(node, inQuotes: true));

    /// <summary>Whether the schema allows a value.</summary>
    public bool Allows(JsonNode? value) => _schema.Evaluate(JsonSerializer.SerializeToElement(value)).IsValid;

    /// <summary>What the validator says, for messages.</summary>
    public string Explain(Node node) => Explain(JsonSerializer.SerializeToElement(TypedYaml.Of(node)));

    /// <summary>What the validator says of a document, its formats (addresses, moments) checked as well: nothing where it holds the schema.</summary>
    public string Explain(JsonElement document)
    {
        EvaluationResults results = _schema.Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return results.IsValid ? "" : "not valid\n" + string.Join('\n', (results.Details ?? []).Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(' ', detail.Errors!.Values)}"));
    }
}
