using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Suites.Incidents;

/// <summary>Writes the label of an incident.</summary>
public static class IncidentWriter
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it as <see cref="IncidentReader"/> reads it, as UTF-8; the stream stays open.</summary>
    /// <param name="incident">The label.</param>
    /// <param name="stream">Takes it.</param>
    public static void Write(Incident incident, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(stream);

        // A JSON string is one of YAML's in double quotes, whatever stands in it.
        string about = incident.About.Length == 0 ? "" : $"about: {JsonSerializer.Serialize(incident.About, Quoted)}\n";
        stream.Write(Encoding.UTF8.GetBytes($"kind: Incident\n{about}truth: {FileWords.Of(incident.Truth)}\n"));
    }
}
