using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Tests.Scenarios;
using DuckDB.NET.Data;
using Xunit;

namespace Coalmine.Workbench.Tests.Calibration;

/// <summary>Telemetry as Parquet is what it is as CSV, and refused at its place.</summary>
public sealed class ParquetTests : IDisposable
{
    private const string Steady =
        "SELECT 15 * k AS seconds, 'baseline' AS arm, 0 AS pod, (100 * k)::DOUBLE AS requests FROM range(40) AS scrapes(k)";

    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SameRecord_GivesTheSameScenario()
    {
        string csv = Path.Combine(ShippedFiles.Folder, "calibrated", "telemetry.csv");
        string parquet = Written("telemetry.parquet", $"FROM read_csv('{csv.Replace("'", "''", StringComparison.Ordinal)}', header = true)");
        Assert.Equal(
            Scenario(csv).Replace("telemetry.csv", "telemetry.parquet", StringComparison.Ordinal), Scenario(parquet));
    }

    // A folder that looks like a partition, a name that looks like a pattern, an ending in capitals, and whole numbers as decimals.
    [Fact]
    public void OddNames_AreNamesOfFiles()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "errors=7"));
        string plain = Written(Path.Combine("errors=7", "a1.parquet"), Steady.Replace("100 *", "50 *", StringComparison.Ordinal));
        string odd = Path.Combine(_folder, "errors=7", "a[0-9]'.PARQUET");
        File.Move(Written("b.parquet", Steady), odd);
        Assert.Equal(100 * 39, Record(odd).OfBaseline[^1][TelemetryRecord.Requests]);
        Assert.Equal(50 * 39, Record(plain).OfBaseline[^1][TelemetryRecord.Requests]);
        Assert.False(Record(odd).HasErrors);
    }

    [Theory]
    [InlineData("SELECT 1 AS seconds", "CM3450", 1)]
    [InlineData("SELECT 1 AS seconds, 'stable' AS arm, 0 AS pod, 1 AS requests", "CM3453", 1)]
    [InlineData("SELECT unnest([1, 2, 2]) AS seconds, 'baseline' AS arm, 0 AS pod, 1 AS requests", "CM3454", 3)]
    [InlineData("SELECT 1 AS seconds, 'baseline' AS arm, 0 AS pod, unnest([1, 'nan'::DOUBLE]) AS requests", "CM3451", 2)]
    [InlineData("SELECT 1 AS seconds, 'baseline' AS arm, 0 AS pod, [1, 2] AS requests", "CM3451", 1)]
    [InlineData("SELECT NULL AS seconds, 'baseline' AS arm, 0 AS pod, 1 AS requests", "CM3451", 1)]
    [InlineData("SELECT 1 AS seconds, 'baseline' AS arm, 0 AS pod, 1 AS requests", "CM3455", 1)]
    [InlineData("SELECT 1 AS seconds FROM range(5000001)", "CM3459", 1)]
    public void WrongTable_IsRefusedAtItsRow(string query, string id, int line)
    {
        Diagnostic said = Refusal(Written("t.parquet", query));
        Assert.Equal((id, line), (said.Id, said.Position.Line));
    }

    [Fact]
    public void WhatIsNoParquet_OrBroken_IsRefused()
    {
        string path = Written("t.parquet", Steady);
        byte[] whole = File.ReadAllBytes(path);
        foreach (byte[] bytes in new[] { [], "seconds,arm,pod,requests\n"u8.ToArray(), whole[..4], whole[..^9], [.. whole[..^200], .. new byte[192], .. whole[^8..]] })
        {
            File.WriteAllBytes(path, bytes);
            Diagnostic said = Refusal(path);
            Assert.Equal(("CM3459", TextPosition.Start), (said.Id, said.Position));
            Assert.DoesNotContain("\n", said.Message, StringComparison.Ordinal);
        }

        Assert.NotEqual("CM3459", Refusal(Path.Combine(_folder, "nosuch.parquet")).Id);
        Directory.CreateDirectory(Path.Combine(_folder, "d.parquet"));
        Assert.NotEqual("CM3459", Refusal(Path.Combine(_folder, "d.parquet")).Id);
    }

    private static Diagnostic Refusal(string path) =>
        Assert.Single(Assert.IsType<ReadResult<TelemetryRecord>.Refused>(ScrapesReader.Read(path)).Diagnostics);

    private static TelemetryRecord Record(string path) => Assert.IsType<ReadResult<TelemetryRecord>.Read>(ScrapesReader.Read(path)).Value;

    private static string Scenario(string path) => CalibratedFile.Write(ScenarioFit.Of(Record(path)));

    private string Written(string name, string query)
    {
        string path = Path.Combine(_folder, name);
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        connection.Execute($"COPY ({query}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
        return path;
    }
}
