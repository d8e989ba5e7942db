using System.CommandLine;
using System.Net.Sockets;
using System.Security.Cryptography;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Kernels;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine notebook install-kernel</c>, its opposite, and what Jupyter starts.</summary>
internal sealed class KernelCommands
{
    private const string InstallDetails =
        """
        Writes kernels/NAME/kernel.json into Jupyter's folder of the user, so that JupyterLab, VS Code and jupyter-nbconvert offer
        "C# (Coalmine)". Cells run as in `notebook run`. The file names this program by its path: install again after it moved.
        A kernel of the same name that is not Coalmine's is left alone.

        Notebooks made for .NET Interactive ask for a kernel named .net-csharp: with --name .net-csharp they open with this one.

        Examples:
          coalmine notebook install-kernel --dry-run
          coalmine notebook install-kernel
          jupyter-nbconvert --to notebook --execute --ExecutePreprocessor.kernel_name=coalmine notebooks/01-first-rollout.ipynb
          coalmine notebook uninstall-kernel
        """;

    private const string KernelDetails =
        """
        Jupyter starts this, not people: see `coalmine notebook install-kernel`. Listens on loopback at the ports of the connection
        file, obeys messages signed with its key, and ends when asked to shut down or when the front end that started it is gone
        (JPY_PARENT_PID). What is refused is said on the error stream.
        An interrupt ends the cell that runs, also one that never ends by itself; threads that it started go on.
        """;

    private readonly Option<string> _name = new("--name") { Description = "Name of the kernel.", DefaultValueFactory = _ => "coalmine" };
    private readonly Option<bool> _user = new("--user") { Description = "Install for this user; so it is without --prefix and --sys-prefix, too." };
    private readonly Option<string?> _prefix = new("--prefix") { Description = "Install below DIR/share/jupyter.", HelpName = "DIR" };
    private readonly Option<bool> _sysPrefix = new("--sys-prefix") { Description = "Install into the active Python environment (VIRTUAL_ENV, CONDA_PREFIX)." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would be written, and write nothing." };
    private readonly Option<string> _connection = new("--connection-file")
    {
        Description = "The file that Jupyter wrote for this kernel.",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create()
    {
        KernelCommands kernel = new();
        Command install = new("install-kernel", "Give JupyterLab and VS Code a live C# kernel with Coalmine loaded.")
        {
            kernel._name, kernel._user, kernel._prefix, kernel._sysPrefix, kernel._dryRun,
        };
        install.SetAction(parsed => kernel.AtFolder(parsed, "install-kernel", folder => Install(folder, parsed.GetValue(kernel._dryRun))));
        DetailedHelp.Describe(install, InstallDetails);
        Command uninstall = new("uninstall-kernel", "Take that kernel away.") { kernel._name, kernel._user, kernel._prefix, kernel._sysPrefix };
        uninstall.SetAction(parsed => kernel.AtFolder(parsed, "uninstall-kernel", Uninstall));
        Command serve = new("kernel", "Be the kernel that Jupyter started.") { kernel._connection };
        serve.SetAction(parsed => kernel.ServeAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(serve, KernelDetails);
        return [install, uninstall, serve];
    }

    private int AtFolder(ParseResult parsed, string command, Func<string, string> act)
    {
        string problem = Folder(parsed, out string folder);
        try
        {
            problem = problem.Length > 0 ? problem : act(folder);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = failed.Message;
        }

        if (problem.Length == 0)
            return ExitCode.Success;
        Terminal.Error.WriteLine($"coalmine notebook {command}: {problem}");
        return ExitCode.BadInput;
    }

    private string Folder(ParseResult parsed, out string folder)
    {
        string name = parsed.GetRequiredValue(_name);
        string? prefix = parsed.GetValue(_prefix);
        bool isSystem = parsed.GetValue(_sysPrefix);
        folder = "";
        if (!KernelSpecification.IsName(name))
            return $"--name '{name}' is no name of a kernel. Allowed: letters, digits, '.', '-' and '_'";
        if ((prefix is null ? 0 : 1) + (isSystem ? 1 : 0) + (parsed.GetValue(_user) ? 1 : 0) > 1)
            return "--user, --prefix and --sys-prefix exclude each other; name one place";
        if (isSystem)
            prefix = Environment.GetEnvironmentVariable("VIRTUAL_ENV") ?? Environment.GetEnvironmentVariable("CONDA_PREFIX");
        if (isSystem && string.IsNullOrEmpty(prefix))
            return "--sys-prefix finds no active environment of Python: activate one, or name its folder with --prefix DIR";
        folder = Path.GetFullPath(Path.Combine(prefix is null ? KernelSpecification.UserFolder() : Path.Combine(prefix, "share", "jupyter"), "kernels", name));
        return "";
    }

    private static string Install(string folder, bool isDry)
    {
        string file = Path.Combine(folder, KernelSpecification.FileName);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !KernelSpecification.IsOurs(folder))
            return $"{folder} holds another kernel, which is left alone; take another --name";
        string json = KernelSpecification.Json(Program());
        StoryPrinter.Print($"{(isDry ? "would write" : "wrote")} {file}");
        if (isDry)
        {
            StoryPrinter.Print(json.TrimEnd());
            return "";
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(file, json);
        StoryPrinter.Print("Front ends show it as \"C# (Coalmine)\". `coalmine notebook uninstall-kernel` with the same options takes it away.");
        return "";
    }

    private static string Uninstall(string folder)
    {
        if (!KernelSpecification.IsOurs(folder))
            return $"{folder} holds no kernel of Coalmine's; nothing was deleted";
        File.Delete(Path.Combine(folder, KernelSpecification.FileName));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
        StoryPrinter.Print($"deleted {folder}");
        return "";
    }

    // A program of its own is its path; what is run by `dotnet` is named after it.
    private static string[] Program()
    {
        string process = Environment.ProcessPath ?? "coalmine";
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.Combine(AppContext.BaseDirectory, "coalmine.dll")] : [process];
    }

    private async Task<int> ServeAsync(ParseResult parsed)
    {
        ReadResult<ConnectionFile> result = ConnectionFile.Read(parsed.GetRequiredValue(_connection));
        new Diagnostics().Print(result.Said);
        if (result is not ReadResult<ConnectionFile>.Read read)
            return ExitCode.BadInput;
        using Interruption interruption = new();

        // Cells take the console; the log stays with the process's own.
        TextWriter log = TextWriter.Synchronized(Terminal.Error);
        void Say(string line) => log.WriteLine($"coalmine notebook kernel: {line}");
        string session = RandomNumberGenerator.GetHexString(32, lowercase: true);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        try
        {
            JupyterKernel kernel = new(read.Value, session, Say);
            await using (kernel.ConfigureAwait(false))
            {
                Task gone = FrontEnd.UntilGoneAsync(end.Token);
                Task served = kernel.ServeAsync(end.Token);
                if (await Task.WhenAny(gone, served).ConfigureAwait(false) == gone && gone.IsCompletedSuccessfully)
                {
                    Say("the front end that started this is gone");
                    await end.CancelAsync().ConfigureAwait(false);
                }

                await served.ConfigureAwait(false);
                await end.CancelAsync().ConfigureAwait(false);
            }

            return interruption.ExitCode;
        }
        catch (SocketException taken)
        {
            log.WriteLine($"coalmine notebook kernel: a port of the connection file cannot be listened on: {taken.Message}");
            return ExitCode.BadInput;
        }
    }
}
