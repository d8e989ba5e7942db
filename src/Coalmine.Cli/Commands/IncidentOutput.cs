using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Suites.Incidents;

namespace Coalmine.Cli.Commands;

/// <summary>Makes a journal an incident: a folder with the journal and its label, which suites run.</summary>
internal sealed class IncidentOutput
{
    private readonly Option<string> _folder = new("--incident")
    {
        Description = "Make the journal an incident in this folder, for suites; only where the decisions are the same.",
        HelpName = "FOLDER",
    };

    private readonly Option<string> _truth = new("--truth")
    {
        Description = "What was true of an incident's canary: healthy or regressed.",
        HelpName = "TRUTH",
    };

    private readonly Option<string> _about = new("--about") { Description = "What happened, in one line.", HelpName = "TEXT" };

    public IncidentOutput() => _truth.AcceptOnlyFromAmong("healthy", "regressed");

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_truth);
        command.Options.Add(_about);
    }

    /// <summary>Says what is wrong with its options, before anything is read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="loading">Says it.</param>
    /// <param name="asksAnother">Whether another policy is asked, whose decisions no record holds.</param>
    public void Check(ParseResult parsed, Loading loading, bool asksAnother)
    {
        if (parsed.GetValue(_folder) is not { } folder)
        {
            if (parsed.GetValue(_truth) is not null || parsed.GetValue(_about) is not null)
                loading.Refuse("--truth and --about label an incident; give its folder with --incident");
            return;
        }

        if (asksAnother)
            loading.Refuse("--incident keeps the record with its own policy, and --policy asks another one; give one of the two");
        else if (parsed.GetValue(_truth) is null)
            loading.Refuse("--incident needs --truth healthy or --truth regressed: what should have been decided depends on it");
        else if (parsed.GetValue(_about) is { } about && about.Any(char.IsControl))
            loading.Refuse("--about takes one line of text");
        else if (new[] { Incident.FileName, Incident.JournalName }.FirstOrDefault(name => Path.Exists(Path.Combine(folder, name))) is { } there)
            loading.Refuse($"{Path.Combine(folder, there)} exists, and an incident is never written over; give another folder");
    }

    /// <summary>Writes the folder, where one was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The journal's file.</param>
    /// <param name="rollout">The journal.</param>
    /// <param name="isQuiet">Whether nothing is said but what goes wrong.</param>
    /// <returns>The exit code.</returns>
    public int Write(ParseResult parsed, string path, RecordedRollout rollout, bool isQuiet)
    {
        if (parsed.GetValue(_folder) is not { } folder)
            return ExitCode.Success;
        byte[] bytes = File.ReadAllBytes(path);

        // A line that its writer did not finish tells nothing, and would be warned of for ever.
        int length = rollout.CutOff.Length == 0 ? bytes.Length : bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        TruthKind truth = parsed.GetValue(_truth) == "healthy" ? TruthKind.Healthy : TruthKind.Regressed;
        Outputs outputs = new(folder);
        outputs.Write(Incident.JournalName, stream => stream.Write(bytes.AsSpan(0, length)));
        outputs.Write(Incident.FileName, stream => IncidentWriter.Write(new Incident("", parsed.GetValue(_about) ?? "", truth), stream));
        if (!isQuiet)
            foreach (string file in outputs.Written)
                StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }
}
