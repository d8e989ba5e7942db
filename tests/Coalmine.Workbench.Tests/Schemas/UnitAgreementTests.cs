using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Xunit;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>The schema of a single value never refuses what its reader reads, with quotes or without; and allows little more.</summary>
public sealed class UnitAgreementTests
{
    private const int Texts = 1000;

    private static readonly string[] Signs = ["", "", "", "", "", "+", "-"];

    private static readonly string[] Numbers =
    [
        "0", "00", "0.0", ".0", "0.", "0.5", ".5", "5.", "1", "01", "1.0", "1.5", "2", "9", "10", "19", "25", "99", "99.9", "99.99999", "100", "100.0", "100.1",
        "101", "199", "364", "365", "365.0", "365.5", "366", "999", "1000", "1000.5", "1001", "3599", "3600", "3601", "8760", "8761", "9999", "10000", "10001",
        "525600", "525601", "999999", "1000000", "1000001", "3600000", "3600001", "31536000", "31536001", "60000000", "60000001", "1000000000", "1000000001",
        "3600000000", "3600000001", "1000000000000", "1000000000001", "99999999999999999999999999999999", "1.2.3", ".", "", "1e3", "0x10", "NaN", ".inf",
    ];

    private static readonly string[] Ends =
        ["", "", "%", " %", "pp", "s", "ms", "us", "m", "h", "d", "/s", "/min", "/h", " ", "x", "kg", "1", "5s", "30m", "0ms", "7ms", "-5m", " 30m", "%%"];

    public static TheoryData<string> Names =>
        [.. typeof(Units).GetProperties().Where(unit => unit.Name is not (nameof(Units.Words) or nameof(Units.YesOrNo))).Select(unit => unit.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_OfAUnit_AllowsWhatIsReadAndLittleElse(string name)
    {
        switch (typeof(Units).GetProperty(name)!.GetValue(null))
        {
            case QuantityReader quantity:
                AssertAgree(name, quantity);
                break;
            case WholeNumberReader whole:
                AssertAgree(name, whole);
                break;
            case DurationReader duration:
                AssertAgree(name, duration);
                break;
            default:
                Assert.Fail($"{name} is a unit of a new kind: add it here.");
                break;
        }
    }

    private static void AssertAgree<T>(string name, Reader<T> reader)
    {
        (int read, int allowed) = (0, 0);
        SchemaCheck schema = UnitSchema.Of(reader);
        foreach (string text in Sample())
        {
            bool isRead = IsRead(reader, text);
            bool isAllowed = schema.Allows(CoreScalar.Plain(text));
            Assert.True(!isRead || isAllowed, $"{name} reads '{text}', and its schema refuses it");
            Assert.True(!isRead || CoreScalar.IsText(text) || schema.Allows(JsonValue.Create(text)), $"{name} reads '{text}', and its schema refuses it in quotes");
            read += isRead ? 1 : 0;
            allowed += isAllowed ? 1 : 0;
        }

        // Numbers that YAML writes otherwise (1e3, 0x10), and durations that are too long only in their sum.
        Assert.NotEqual(0, read);
        Assert.InRange(allowed, read, read + Texts / 40);
    }

    private static string[] Sample()
    {
        // Any seed would do: what is asserted is true of every text.
        Random random = new(20_260_101);
        string Pick(string[] words) => words[random.Next(words.Length)];
        return [.. Enumerable.Range(0, Texts).Select(_ => Pick(Signs) + Pick(Numbers) + Pick(Ends))];
    }

    private static bool IsRead<T>(Reader<T> reader, string text) => reader.TryRead(new Node.Scalar(TextPosition.Start, text), new DiagnosticList("f.yaml"), out _);
}
