using System.Collections.Immutable;
using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;
using Coalmine.Notebooks.Running;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine notebook</c>: notebooks executed without a server.</summary>
internal sealed class NotebookCommand
{
    private const string About = "Execute notebooks of C# cells headless, or live in Jupyter.";

    private const string Details =
        """
        A notebook is an .ipynb file whose cells are C#. Cells begin with `using Coalmine.Notebooks;`, ask `Lab` for what they
        want to know, and end with an expression, which is shown as a table or a picture; `x.Display()` shows more.

        Examples:
          coalmine notebook run notebooks/01-first-rollout.ipynb --out out/notebooks
          coalmine notebook run notebooks/*.ipynb --check
        """;

    private const string RunDetails =
        """
        Runs every cell in order, in the notebook's folder, and writes the notebook with its outputs into a folder. A cell that
        does not compile or throws ends the notebook: said with cell and line, exit code 1; what ran until then is written.
        Nothing is downloaded: lines such as `#r "nuget: Coalmine.Notebooks"` are for other hosts.

        --check writes nothing and compares the outputs that the file holds with those of the run: a difference is an error at
        its cell, exit code 1. Cells with the tag `volatile` are not compared.

        Examples:
          coalmine notebook run notebooks/01-first-rollout.ipynb --out out/notebooks
          coalmine notebook run notebooks/*.ipynb --check
          jupyter-nbconvert --to html out/notebooks/01-first-rollout.ipynb
        """;

    private readonly Argument<string[]> _files = new("FILES") { Description = "Notebooks (.ipynb).", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder for the notebooks with their outputs; otherwise out/notebooks.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _check = new("--check") { Description = "Write nothing; fail where outputs that a file holds are stale." };
    private readonly Diagnostics _diagnostics = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        NotebookCommand notebook = new();
        Command run = new("run", "Execute notebooks and write them with their outputs.") { notebook._files, notebook._out, notebook._check };
        run.SetAction(notebook.Run);
        DetailedHelp.Describe(run, RunDetails);
        Command command = new("notebook", About) { run };
        foreach (Command kernel in KernelCommands.Create())
            command.Subcommands.Add(kernel);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        bool isCheck = parsed.GetValue(_check);
        ImmutableArray<NotebookFile> notebooks = Read(parsed.GetRequiredValue(_files));
        if (WhyNot(parsed, notebooks) is { Length: > 0 } why)
        {
            Terminal.Error.WriteLine($"coalmine notebook run: {why}");
            return ExitCode.BadInput;
        }

        if (notebooks.Length < parsed.GetRequiredValue(_files).Length)
            return ExitCode.BadInput;
        Outputs outputs = new(parsed.GetValue(_out) ?? Path.Combine("out", "notebooks"));
        using Interruption interruption = new();
        int worst = ExitCode.Success;
        foreach (NotebookFile notebook in notebooks)
        {
            NotebookRun run = NotebookRunner.Run(notebook, interruption.Token);
            if (run.Interrupted)
                return interruption.ExitCode;
            worst = Math.Max(worst, Report(notebook, run, isCheck ? null : outputs));
        }

        return Math.Max(worst, outputs.ExitCode);
    }

    private ImmutableArray<NotebookFile> Read(string[] files)
    {
        List<NotebookFile> notebooks = [];
        foreach (string file in files)
        {
            ReadResult<NotebookFile> result = NotebookFile.Read(file);
            _diagnostics.Print(result.Said);
            if (result is ReadResult<NotebookFile>.Read read)
                notebooks.Add(read.Value);
        }

        return [.. notebooks];
    }

    private string WhyNot(ParseResult parsed, ImmutableArray<NotebookFile> notebooks)
    {
        if (parsed.GetValue(_check) && parsed.GetValue(_out) is not null)
            return "--check writes nothing; leave --out out";
        IGrouping<string, string>? doubles = notebooks
            .Select(notebook => notebook.Path).GroupBy(path => Path.GetFileName(path)).FirstOrDefault(group => group.Count() > 1);
        return doubles is null || parsed.GetValue(_check) ? "" : $"{string.Join(" and ", doubles)} would be written to the same file; run them one by one";
    }

    private int Report(NotebookFile notebook, NotebookRun run, Outputs? outputs)
    {
        if (run.Failure is { } failure)
            _diagnostics.Print([failure]);
        ImmutableArray<Diagnostic> stale = outputs is null && run.Failure is null ? StaleOutputs.Of(notebook, run.Notebook) : [];
        _diagnostics.Print(stale);
        int before = outputs?.Written.Count ?? 0;
        outputs?.Write(Path.GetFileName(notebook.Path), run.Notebook.Write);
        foreach (string file in outputs?.Written.Skip(before) ?? [])
            StoryPrinter.Print($"wrote {file}");
        if (outputs is null && stale.IsEmpty && run.Failure is null)
            StoryPrinter.Print($"{notebook.Path}: {Workbench.Reports.Figures.Counted(notebook.Cells.Length, "cell")}, outputs as in the file");
        return run.Failure is null && stale.IsEmpty ? ExitCode.Success : ExitCode.Breached;
    }
}
