using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Conformance.EndToEnd;

/// <summary>The journals that a driver has left in a folder.</summary>
internal static class RecordedRun
{
    /// <summary>The newest; nothing where there is none that can be read.</summary>
    public static RecordedRollout? Newest(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        FileInfo? file = new DirectoryInfo(folder).GetFiles("*.jsonl").OrderByDescending(one => one.LastWriteTimeUtc).FirstOrDefault();
        if (file is null)
            return null;

        // Its writer may be at work.
        using FileStream stream = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return JournalLines.Read(bytes.ToArray()) is JournalReading.Read read ? read.Rollout : null;
    }
}
