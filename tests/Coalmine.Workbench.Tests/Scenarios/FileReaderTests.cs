using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

public sealed class FileReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_File_KeepsThePathAsGiven()
    {
        string path = Write("healthy.yaml", "kind: Scenario\n"u8);
        Document document = Assert.IsType<ReadResult<Document>.Read>(FileReader.Read(path)).Value;
        Assert.Equal((path, "healthy"), (document.File, document.Name));
    }

    [Theory]
    [InlineData("missing.yaml")]
    [InlineData("no/such/folder/missing.yaml")]
    public void Read_MissingFile_IsSaid(string name)
    {
        string path = Path.Combine(_folder, name);
        Assert.Equal(
            $"{path}:1:1 error CM2001 · There is no such file. Check the name; it is looked up from the current folder.",
            Refusal.Of(FileReader.Read(path)));
    }

    [Fact]
    public void Read_Folder_IsSaid() =>
        Assert.Equal($"{_folder}:1:1 error CM2002 · This is a folder. Name a file in it, such as `folder/*.yaml`.", Refusal.Of(FileReader.Read(_folder)));

    [Fact]
    public void Read_FileOfAnotherProgram_IsSaid()
    {
        string path = Path.Combine(_folder, "held.yaml");
        using FileStream held = new(path, FileMode.Create, FileAccess.Write, FileShare.None);
        string said = Refusal.Of(FileReader.Read(path));
        Assert.StartsWith($"{path}:1:1 error CM2003 · The file cannot be read: ", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Read_NoPath_IsSaid(string path) => Assert.Contains(" error CM2003 · ", Refusal.Of(FileReader.Read(path)), StringComparison.Ordinal);

    [Fact]
    public void Read_EmptyFile_IsSaid()
    {
        string path = Write("empty.yaml", []);
        Assert.StartsWith($"{path}:1:1 error CM1001 · The file is empty.", Refusal.Of(FileReader.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BinaryFile_IsSaid()
    {
        string path = Write("model.yaml", [0x80, 0x04, 0x95, 0x00]);
        Assert.Equal($"{path}:1:2 error CM1002 · The file is binary: byte 0x04 is no text. Give a YAML file in UTF-8.", Refusal.Of(FileReader.Read(path)));
    }

    [Fact]
    public void Read_TooLargeFile_IsSaid()
    {
        string path = Write("large.yaml", new byte[3 * SourceDecoder.MaximumBytes]);
        Assert.Equal($"{path}:1:1 error CM1004 · The file has more than 1,048,576 bytes, which is the most that is read.", Refusal.Of(FileReader.Read(path)));
    }

    private string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
