using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Suites.Incidents;

/// <summary>A recorded rollout with its label.</summary>
/// <param name="Name">Its folder's name; that of the journal's file, without ending, where there is no folder.</param>
/// <param name="File">The journal's file.</param>
/// <param name="Label">What was true; nothing of a journal that is given alone.</param>
/// <param name="Rollout">The journal.</param>
/// <param name="Recorded">The controller of the policy in the journal.</param>
public sealed record LoadedIncident(string Name, string File, Incident? Label, RecordedRollout Rollout, IRolloutController Recorded)
{
    /// <summary>Every file that was read.</summary>
    public ImmutableArray<string> Files => Label is null ? [File] : [File, Label.File];

    /// <summary>Loads an incident. Whatever is wrong with its files is said at its place.</summary>
    /// <param name="path">A folder with <c>incident.yaml</c> and <c>journal.jsonl</c>, or the file of a journal.</param>
    public static ReadResult<LoadedIncident> Load(string path)
    {
        if (!Directory.Exists(path))
            return LoadJournal(Path.GetFileNameWithoutExtension(path), path, null);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return FileReader.Read(Path.Combine(path, Incident.FileName)).Then(IncidentReader.Read)
            .Then(label => LoadJournal(name, Path.Combine(path, Incident.JournalName), label));
    }

    private static ReadResult<LoadedIncident> LoadJournal(string name, string path, Incident? label) => JournalFile.Read(path).Then(rollout =>
        JournalControllers.Of(path, rollout).Then(controller =>
            (ReadResult<LoadedIncident>)new ReadResult<LoadedIncident>.Read(new LoadedIncident(name, path, label, rollout, controller), [])));
}
