using System.Diagnostics;
using System.Globalization;

namespace Coalmine.Cli.Commands;

/// <summary>
/// The program that started a kernel. Where it dies without a word nobody could ask the kernel to end any more. Jupyter names it in <c>JPY_PARENT_PID</c>
/// (jupyter_client, launcher), on Windows by a handle, which is not looked at.
/// </summary>
internal static class FrontEnd
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Waits until it is gone; for ever where nobody named one.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task UntilGoneAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows()
            || !int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
            return;
        }

        try
        {
            using Process process = Process.GetProcessById(id);
            while (!process.HasExited)
                await Task.Delay(Look, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}
