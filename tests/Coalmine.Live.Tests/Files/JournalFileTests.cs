using System.Text;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Files;
using Coalmine.Live.Tests.Driving;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Files;

/// <summary>The journal as a file on a disk: what is cut off, locked, put aside, and what is said where it cannot be written.</summary>
public sealed class JournalFileTests : IDisposable
{
    private readonly LiveBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-journal-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhereTheFolderCannotBeMade_TheWriteHasFailed_AndSaysWhy()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", Now);
        using JournalFile journal = new(Path.Combine(file, "folder"), "fraud");
        Assert.NotEmpty(Assert.IsType<StoreWrite.Failed>(await journal.BeginAsync(_bench.Header, Now)).Text);
        Assert.IsType<StoreWrite.Failed>(await journal.AppendAsync([Note(1)], Now));
    }

    [Fact]
    public async Task ASecondProcess_IsRefused_WhileTheFirstHasTheFile()
    {
        using JournalFile first = new(_folder, "fraud");
        await RecordAsync(first);
        using JournalFile second = new(_folder, "fraud");
        Assert.IsType<StoredRollout.Unreadable>(await second.LoadAsync(Now));
    }

    [Fact]
    public async Task HalfOfALine_IsCutOff_BeforeTheNextIsWritten()
    {
        using (JournalFile first = new(_folder, "fraud"))
            await RecordAsync(first);
        string path = Path.Combine(_folder, "fraud.jsonl");
        await File.AppendAllTextAsync(path, "{\"entry\":", Now);
        using (JournalFile second = new(_folder, "fraud"))
        {
            Assert.Equal("{\"entry\":", Assert.IsType<StoredRollout.Kept>(await second.LoadAsync(Now)).Rollout.CutOff);
            Assert.IsType<StoreWrite.Kept>(await second.AppendAsync([Note(2)], Now));
        }

        Assert.EndsWith("{\"note\":\"note 2\",\"at\":0}\n", await File.ReadAllTextAsync(path, Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromASnapshotOn_IsWhatIsHandedOver_AndTheOlderFileIsKept()
    {
        using JournalFile first = new(_folder, "fraud");
        await RecordAsync(first);
        Assert.Equal(0, first.SnapshotAt);
        JournalLine.Snapshot snapshot = new(1, Moment.FromSeconds(5), Convert.ToBase64String(Encoding.UTF8.GetBytes("state")), "{}");
        await first.AppendAsync([Note(3), snapshot, new JournalLine.Pending([]), Note(4)], Now);
        byte[] handed = first.Bytes();
        RecordedRollout tail = Assert.IsType<JournalReading.Read>(JournalLines.Read(handed)).Rollout;
        Assert.Equal((1, 1), (tail.FirstEntry, tail.Steps));
        Assert.Equal(Moment.FromSeconds(5), tail.LastAt);
        Assert.Equal(snapshot, tail.Lines[0]);
        Assert.Equal("", first.Restore(handed));
        Assert.Equal(1, Assert.IsType<StoredRollout.Kept>(await first.LoadAsync(Now)).Rollout.FirstEntry);
        Assert.True(first.SnapshotAt > 0);
        Assert.Equal(handed, first.Bytes());
        Assert.Contains("note 3", await File.ReadAllTextAsync(Path.Combine(_folder, "fraud-1.jsonl"), Now), StringComparison.Ordinal);
        Assert.IsType<StoreWrite.Kept>(await first.EndAsync(Now));
        Assert.True(File.Exists(Path.Combine(_folder, "fraud-1.2.jsonl")));
    }

    [Fact]
    public async Task OnADiskThatIsFull_AnothersJournalIsNotTakenOver_WhatIsThereStays_AndItIsTriedAgain()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here, which has no room for anything.");
        using JournalFile journal = new(_folder, "fraud");
        await RecordAsync(journal);
        byte[] own = await File.ReadAllBytesAsync(journal.Path, Now);
        byte[] others = [.. own, .. "{\"note\":\"note 7\",\"at\":0}\n"u8];
        File.CreateSymbolicLink($"{journal.Path}.partial", "/dev/full");
        Assert.StartsWith($"{journal.Path}: ", journal.Restore(others), StringComparison.Ordinal);
        Assert.Equal(own, await File.ReadAllBytesAsync(journal.Path, Now));
        Assert.IsType<StoreWrite.Failed>(await journal.AppendAsync([Note(1)], Now));
        File.Delete($"{journal.Path}.partial");
        Assert.Equal("", journal.Restore(others));
        Assert.IsType<StoredRollout.Kept>(await journal.LoadAsync(Now));
        Assert.IsType<StoreWrite.Kept>(await journal.AppendAsync([Note(8)], Now));
        Assert.Equal(own, await File.ReadAllBytesAsync(Path.Combine(_folder, "fraud-1.jsonl"), Now));
    }

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static JournalLine.Note Note(int number) => new(Moment.Start, FormattableString.Invariant($"note {number}"));

    // A header and the step with which a rollout begins.
    private async Task RecordAsync(JournalFile journal)
    {
        Coalmine.Rollouts.Controllers.Native.NativeController controller = _bench.Controller();
        Coalmine.Rollouts.Journal.RolloutJournal begun = new(controller.Words);
        begun.Add(default, controller.Begin(controller.CreateMemory(), Moment.Start));
        await journal.BeginAsync(_bench.Header, Now);
        Assert.IsType<StoreWrite.Kept>(await journal.AppendAsync([new JournalLine.Step(0, begun.Entries[0])], Now));
    }
}
