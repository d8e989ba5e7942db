using Coalmine.Workbench.Reports;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_MakesTheFolderAndTheWholeFile()
    {
        OutputFolder output = new(Path.Combine(_folder, "new", "one"));
        OutputWriting.Written written = Assert.IsType<OutputWriting.Written>(output.Write("a.txt", stream => stream.Write("all"u8)));
        Assert.Equal("all", File.ReadAllText(written.File));
        Assert.Equal(["a.txt"], Directory.GetFiles(output.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_ThatFailsHalfway_LeavesTheOldFileAndNothingElse()
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), "old");
        OutputWriting.Refused refused = Assert.IsType<OutputWriting.Refused>(new OutputFolder(_folder).Write("a.txt", stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device : '/somewhere/a.txt.partial'");
        }));
        Assert.Equal("No space left on device", refused.Reason);
        Assert.Equal("old", File.ReadAllText(Path.Combine(_folder, "a.txt")));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_WhereTheFolderIsAFile_SaysSo()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        OutputWriting.Refused refused = Assert.IsType<OutputWriting.Refused>(new OutputFolder(file).Write("a.txt", stream => stream.WriteByte(1)));
        Assert.Equal($"{file} is a file, not a folder", refused.Reason);
    }

    [Fact]
    public void Begin_AndFinish_PutsTheWholeFileInItsPlace()
    {
        using PartialFile file = Assert.IsType<OutputWriting.UnderWay>(new OutputFolder(_folder).Begin("a.txt")).File;
        file.Stream.Write("all"u8);
        Assert.False(File.Exists(Path.Combine(_folder, "a.txt")));
        OutputWriting.Written written = Assert.IsType<OutputWriting.Written>(file.Finish());
        Assert.Equal("all", File.ReadAllText(written.File));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Begin_ThatIsGivenUp_LeavesTheOldFileAndNothingElse()
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), "old");
        using (PartialFile file = Assert.IsType<OutputWriting.UnderWay>(new OutputFolder(_folder).Begin("a.txt")).File)
            file.Stream.Write("half"u8);
        Assert.Equal("old", File.ReadAllText(Path.Combine(_folder, "a.txt")));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Begin_InANewFolder_ThatIsGivenUp_LeavesNoFolder()
    {
        OutputFolder output = new(Path.Combine(_folder, "new"));
        using (PartialFile file = Assert.IsType<OutputWriting.UnderWay>(output.Begin("a.txt")).File)
            file.Stream.Write("half"u8);
        Assert.False(Directory.Exists(output.Path));
    }
}
