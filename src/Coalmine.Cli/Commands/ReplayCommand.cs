using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Policies;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine replay</c>: the decisions of a journal again, or another policy's over the same record.</summary>
internal sealed class ReplayCommand
{
    private const string About = "Make the decisions of a recorded rollout again, or ask another policy over the same record.";

    private const string Details =
        """
        A journal holds all that a rollout's controller was told, asked for, decided and said, with its policy: of a live
        rollout, or of a simulated one (`coalmine simulate ... --journal FILE`). Replaying it gives the same record to the
        same policy. Whatever this build says otherwise is shown at its line, and the exit code is then 1.

        With --policy another policy of Coalmine's own is asked over the same record. It looks at its own moments, at the raw
        samples that were there by then. What it says holds while it wants the share of the traffic that the record had; from
        the first moment at which it wants another one nobody knows what would have been measured, and the replay stops and
        says so. It also stops where the policy reads what was not recorded: other buckets, or a query that was not asked
        at that moment. The exit code is 0 when it would have promoted or rolled back, and 3 when that cannot be told.

        With --incident the record becomes an incident: a folder with the journal and a label that says what was true of the
        canary. A case of a suite names it (`incident: FOLDER`), and `coalmine test` holds today's policies to it. It is kept
        only where this build makes the record's own decisions again.

        Examples:
          coalmine replay run.jsonl
          coalmine replay run.jsonl --incident scenarios/incidents/slow-answers --truth regressed --about "p99 doubled"
          coalmine replay run.jsonl --policy scenarios/policies/cautious.yaml
          coalmine replay run.jsonl --policy my-policy.yaml --json
        """;

    private readonly Argument<string> _journal = new("JOURNAL") { Description = "The journal's file." };

    private readonly Option<string> _policy = new("--policy") { Description = "Another policy to ask over the same record.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of text." };

    private readonly IncidentOutput _incident = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        ReplayCommand replay = new();
        Command command = new("replay", About) { replay._journal, replay._policy, replay._json };
        replay._incident.AddTo(command);
        command.SetAction(replay.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        string path = parsed.GetRequiredValue(_journal);
        _incident.Check(parsed, loading, parsed.GetValue(_policy) is not null);
        if (loading.ExitCode != ExitCode.Success)
            return loading.ExitCode;
        if (loading.Journal(path) is not { } journal || loading.ControllerOf(path, journal) is not { } own)
            return loading.ExitCode;
        return parsed.GetValue(_policy) is { } file
            ? Ask(parsed, loading, (path, journal, own), file)
            : Again(parsed, JournalReplay.Of(path, journal, own));
    }

    private int Again(ParseResult parsed, JournalReplay replay)
    {
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            ReplayJson.Write(replay, output);
        }
        else
        {
            new StoryPrinter().Print(ReplayText.Of(replay));
        }

        return replay.Differences.IsEmpty ? _incident.Write(parsed, replay.Path, replay.Rollout, parsed.GetValue(_json)) : ExitCode.Breached;
    }

    private int Ask(ParseResult parsed, Loading loading, (string Path, RecordedRollout Journal, IRolloutController Controller) record, string file)
    {
        PolicyFiles files = new(loading, ManifestOptions.Usual);
        files.Add(file);
        if (loading.ExitCode != ExitCode.Success || files.Finish() is not [var policy] || loading.ControllerOver(policy, record.Journal) is not { } other)
            return loading.ExitCode == ExitCode.Success ? RefuseNoPolicy(loading, file) : loading.ExitCode;
        OtherPolicyReplay replay = JournalReplay.Over(record.Journal, record.Controller, other);
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            ReplayJson.Write(record.Path, record.Journal, policy.Name, replay, output);
        }
        else
        {
            new StoryPrinter().Print(ReplayText.Of(record.Path, record.Journal, policy.Name, replay));
        }

        return replay.End is RecordEnd.Decided ? ExitCode.Success : ExitCode.Undecided;
    }

    private static int RefuseNoPolicy(Loading loading, string file)
    {
        loading.Refuse($"{file} holds not exactly one policy; give the file of one with --policy");
        return loading.ExitCode;
    }
}
