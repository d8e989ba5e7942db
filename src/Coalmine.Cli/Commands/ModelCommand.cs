using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Learning.Examples;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine model make</c>: the learned models of the worked examples, with their data.</summary>
internal sealed class ModelCommand
{
    private const string About = "Learned models for scenarios.";

    private const string MakeAbout = "Make the data of a worked example and train its two models, as scenarios/learned has them.";

    private const string Details =
        """
        fraud       payments; version 1 looks at the amount, version 2 at its rank
        sentiment   reviews; version 1 counts words, version 2 pairs of words as well

        A scenario takes them with `model: { file: fraud-v2.zip, data: transactions.csv, positive: fraud }`.
        The same build gives the same files.

        Example:
          coalmine model make fraud --out scenarios/learned
        """;

    private readonly Argument<string> _example = new("EXAMPLE") { Description = "Which example: fraud or sentiment." };

    private readonly Option<string> _out = new("--out") { Description = "Folder for the files.", HelpName = "DIR", Required = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        ModelCommand model = new();
        model._example.AcceptOnlyFromAmong("fraud", "sentiment");
        Command make = new("make", MakeAbout) { model._example, model._out };
        make.SetAction(model.Make);
        DetailedHelp.Describe(make, Details);
        return new Command("model", About) { make };
    }

    private int Make(ParseResult parsed)
    {
        Outputs outputs = new(parsed.GetRequiredValue(_out));
        foreach (ExampleFile file in ModelExamples.Make(parsed.GetRequiredValue(_example)))
        {
            outputs.Write(file.Name, stream => stream.Write(file.Bytes));
            StoryPrinter.Print($"{file.Name}: {file.About}");
        }

        foreach (string file in outputs.Written)
            StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }
}
