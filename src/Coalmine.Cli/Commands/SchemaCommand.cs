using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Files;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Incidents;
using Coalmine.Workbench.Tuning.Files;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine schema</c>: the JSON Schemas of our files.</summary>
internal sealed class SchemaCommand
{
    private const string About = "Print the JSON Schema of scenario, policy, suite, tuning, incident, live or follow files, for editors.";

    private const string Details =
        """
        The schema (JSON Schema, draft 2020-12) lets an editor complete keys, show what is allowed and mark mistakes.
        It never refuses what coalmine reads; rules across several places of a file only coalmine itself checks.

        Examples:
          coalmine schema scenario
          coalmine schema --out scenarios/schema
        """;

    private static readonly ImmutableArray<(string Name, Func<JsonObject> Make)> Kinds =
    [
        ("scenario", ScenarioReader.Schema), ("policy", PolicyReader.Schema), ("suite", SuiteReader.Schema), ("accepted", AcceptedReader.Schema),
        ("tuning", TuningReader.Schema), ("incident", IncidentReader.Schema), ("live", LiveSettingsReader.Schema), ("follow", FollowSettingsReader.Schema),
    ];

    private readonly Argument<string> _kind = new("KIND")
    {
        Description = "What files: scenario, policy, suite, accepted, tuning, incident, live or follow. With --out all where none is named.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for scenario.schema.json and the others; otherwise the schema is printed.",
        HelpName = "DIR",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        SchemaCommand schema = new();
        schema._kind.AcceptOnlyFromAmong([.. Kinds.Select(kind => kind.Name)]);
        Command command = new("schema", About) { schema._kind, schema._out };
        command.SetAction(schema.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? named = parsed.GetValue(_kind);
        if (parsed.GetValue(_out) is { } folder)
            return Write(folder, Kinds.Where(kind => named is null || kind.Name == named));
        if (named is null)
        {
            Terminal.Error.WriteLine($"coalmine schema: name what files: {string.Join(" or ", Kinds.Select(kind => kind.Name))}");
            Terminal.Error.WriteLine("Try `coalmine schema --help`.");
            return ExitCode.BadInput;
        }

        using Stream output = Terminal.OpenOutput();
        SchemaJson.Write(Kinds.Single(kind => kind.Name == named).Make(), output);
        return ExitCode.Success;
    }

    private static int Write(string folder, IEnumerable<(string Name, Func<JsonObject> Make)> kinds)
    {
        Outputs outputs = new(folder);
        foreach ((string name, Func<JsonObject> make) in kinds)
            outputs.Write($"{name}.schema.json", stream => SchemaJson.Write(make(), stream));
        foreach (string file in outputs.Written)
            StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }
}
