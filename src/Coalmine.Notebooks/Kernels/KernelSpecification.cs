using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coalmine.Notebooks.Kernels;

/// <summary>What tells Jupyter of a kernel: a folder <c>kernels/NAME</c> with a file kernel.json (jupyter_client, "Kernel specs").</summary>
public static class KernelSpecification
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "kernel.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Jupyter's folder of a user: <c>JUPYTER_DATA_DIR</c>, or the platform's own.</summary>
    public static string UserFolder()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named)
            return named;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Jupyter");
        string data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } set ? set : Path.Combine(home, ".local", "share");
        return Path.Combine(data, "jupyter");
    }

    /// <summary>Whether a name is one that Jupyter takes: letters and digits of ASCII, dot, minus, underscore.</summary>
    /// <param name="name">The name.</param>
    public static bool IsName(string name) =>
        !string.IsNullOrEmpty(name) && name is not ("." or "..") && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    /// <summary>The text of kernel.json.</summary>
    /// <param name="program">How this program is started: its words.</param>
    public static string Json(IEnumerable<string> program)
    {
        JsonArray words = [.. program.Concat(["notebook", "kernel", "--connection-file", "{connection_file}"]).Select(word => (JsonNode)word)];
        return new JsonObject
        {
            ["argv"] = words,
            ["display_name"] = "C# (Coalmine)",
            ["language"] = "csharp",
            ["interrupt_mode"] = "message",
        }.ToJsonString(Indented) + "\n";
    }

    /// <summary>Whether a folder holds a kernel.json that <see cref="Json"/> made, so that it may be replaced or deleted.</summary>
    /// <param name="folder">The folder; may be missing.</param>
    public static bool IsOurs(string folder)
    {
        string file = Path.Combine(folder, FileName);
        return File.Exists(file) && JsonReading.Object(File.ReadAllBytes(file)) is { } root && root["argv"] is JsonArray words
            && words.Select(word => word?.ToString()).TakeLast(4).SequenceEqual(["notebook", "kernel", "--connection-file", "{connection_file}"]);
    }
}
