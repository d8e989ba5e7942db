using System.Diagnostics;

namespace Coalmine.Conformance.EndToEnd;

/// <summary><c>coalmine live drive</c> as a process of its own.</summary>
internal sealed class DriveProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Lock _gate = new();

    private DriveProcess(Process process) => _process = process;

    /// <summary>What it has said so far, on both outputs.</summary>
    public string Said
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts one.</summary>
    public static DriveProcess Start(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(CoalmineProgram.Find(), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Nothing of whoever runs this may find its way to a cluster.
        start.Environment.Remove("KUBECONFIG");
        DriveProcess drive = new(new Process { StartInfo = start });
        drive._process.OutputDataReceived += (_, line) => drive.Hear(line.Data);
        drive._process.ErrorDataReceived += (_, line) => drive.Hear(line.Data);
        drive._process.Start();
        drive._process.BeginOutputReadLine();
        drive._process.BeginErrorReadLine();
        return drive;
    }

    /// <summary>SIGKILL: it gets no word in.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
            _lines.Add(line);
    }
}
