using Coalmine.Live.Files;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Operating.Examination;

/// <summary>Looks at the files that a rollout will read and the folder that it will write to. Says nothing of what the files hold.</summary>
internal static class FileExamination
{
    /// <summary>Looks.</summary>
    public static void Examine(LiveSettings settings, List<Message> findings)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["The metrics server's token"] = settings.Prometheus.Credentials is PrometheusCredentials.Bearer bearer ? bearer.File : "",
            ["The metrics server's password"] = settings.Prometheus.Credentials is PrometheusCredentials.Basic basic ? basic.PasswordFile : "",
            ["The metrics server's authority"] = settings.Prometheus.AuthorityFile,
            ["Our certificate for the metrics server"] = settings.Prometheus.CertificateFile,
            ["Our key for the metrics server"] = settings.Prometheus.KeyFile,
            ["The port's token"] = settings.Port?.TokenFile ?? "",
        };
        foreach ((string what, string file) in files.Concat(settings.Hooks.Select(hook => KeyValuePair.Create($"Secret of hook {hook.Name}", hook.SecretFile))))
            if (file.Length > 0)
                CheckFile(what, file, findings);
        CheckFolder(settings.JournalFolder, findings);
    }

    private static void CheckFile(string what, string file, List<Message> findings)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(File.ReadAllText(file)))
                findings.Add(OperatingMessages.FileEmpty(what, file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            findings.Add(OperatingMessages.FileUnreadable(what, file, problem.Message));
        }
    }

    // A folder that is not there is made by the driver; the nearest one that is there must let it.
    private static void CheckFolder(string folder, List<Message> findings)
    {
        try
        {
            string? there = Path.GetFullPath(folder);
            while (there is not null && !Directory.Exists(there))
                there = Path.GetDirectoryName(there);
            using (File.Create(Path.Combine(there ?? folder, $".coalmine-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose))
            {
                // Made and gone.
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            findings.Add(OperatingMessages.JournalFolder(folder, problem.Message));
        }
    }
}
