using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Journals;

/// <summary>Reads journals from disk.</summary>
public static class JournalFile
{
    private const long MostBytes = 512L << 20;

    /// <summary>Reads a whole journal, from its first step. Whatever is wrong with it is said at its line and column.</summary>
    /// <param name="path">The file; shown in diagnostics as given.</param>
    public static ReadResult<RecordedRollout> Read(string path) => FileReader.ReadBytes(path, (int)MostBytes).Then(bytes => Read(path, bytes));

    private static ReadResult<RecordedRollout> Read(string path, byte[] bytes)
    {
        DiagnosticList said = new(path);
        if (bytes.Length > MostBytes)
            return Refuse(said, TextPosition.Start, JournalMessages.TooLarge(MostBytes));
        return JournalLines.Read(bytes) switch
        {
            JournalReading.Read read => Check(said, read.Rollout),
            JournalReading.Refused { Problem: var problem } =>
                Refuse(said, new TextPosition(problem.Line, problem.Column), JournalMessages.Malformed(problem)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ReadResult<RecordedRollout> Check(DiagnosticList said, RecordedRollout rollout)
    {
        if (rollout.CutOff.Length > 0)
            said.Add(new TextPosition(rollout.Lines.Length + 2, 1), JournalMessages.CutOff(rollout.CutOff));
        if (rollout.Entries.IsEmpty)
            return Refuse(said, TextPosition.Start, JournalMessages.HasNoSteps);
        return rollout.FirstEntry == 0
            ? said.Finish(rollout)
            : Refuse(said, new TextPosition(rollout.LineOfEntry is [int first, ..] ? first : 2, 1), JournalMessages.BeginsInTheMiddle(rollout.FirstEntry));
    }

    private static ReadResult<RecordedRollout> Refuse(DiagnosticList said, TextPosition position, Message message)
    {
        said.Add(position, message);
        return said.Refuse<RecordedRollout>();
    }
}
