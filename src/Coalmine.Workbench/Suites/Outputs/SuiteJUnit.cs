using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>
/// Writes what came of suites as JUnit XML, in the form that Jenkins, GitLab and GitHub's actions read: a test suite a case, a test case a claim. A breach is a
/// failure; what is undecided is an error, since no reader of the format knows a third outcome and silence would be a pass.
/// </summary>
public static class SuiteJUnit
{
    /// <summary>Writes the document as UTF-8; the stream stays open. The same results give the same bytes: there are no times in it.</summary>
    public static void Write(ImmutableArray<SuiteResult> results, Stream stream)
    {
        XmlWriterSettings settings = new()
        {
            Indent = true,
            NewLineChars = "\n",
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            CloseOutput = false,
        };
        using (XmlWriter writer = XmlWriter.Create(stream, settings))
            Write(writer, results);
        stream.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter writer, ImmutableArray<SuiteResult> results)
    {
        JUnitSuite[] suites = [.. results.SelectMany(Of)];
        writer.WriteStartElement("testsuites");
        WriteCounts(writer, "coalmine", suites.SelectMany(each => each.Cases));
        foreach (JUnitSuite suite in suites)
        {
            writer.WriteStartElement("testsuite");
            WriteCounts(writer, suite.Name, suite.Cases);
            foreach (JUnitCase each in suite.Cases)
                Write(writer, suite, each);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter writer, string name, IEnumerable<JUnitCase> cases)
    {
        JUnitCase[] all = [.. cases];
        writer.WriteAttributeString("name", Clean(name));
        writer.WriteAttributeString("tests", Number(all.Length));
        writer.WriteAttributeString("failures", Number(all.Count(each => each.Element == "failure")));
        writer.WriteAttributeString("errors", Number(all.Count(each => each.Element == "error")));
        writer.WriteAttributeString("skipped", "0");
    }

    private static void Write(XmlWriter writer, JUnitSuite suite, JUnitCase each)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Clean(suite.Name));
        writer.WriteAttributeString("name", Clean(each.Name));
        writer.WriteAttributeString("file", Clean(each.File));
        writer.WriteAttributeString("line", Number(each.Line));
        if (each.Element.Length > 0)
        {
            writer.WriteStartElement(each.Element);
            writer.WriteAttributeString("type", each.Element == "failure" ? "breached" : "undecided");
            writer.WriteAttributeString("message", Clean(each.Message));
            writer.WriteString(Clean(each.Text));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static IEnumerable<JUnitSuite> Of(SuiteResult result)
    {
        foreach (PairResult pair in result.Pairs)
            yield return new JUnitSuite($"{result.Suite.Name}: {pair.Pair.Name}", [.. pair.Claims.Select(claim => Of(claim, pair))]);
        foreach (WrittenResult written in result.Written)
            yield return new JUnitSuite($"{result.Suite.Name}: {written.Name}", [.. written.Moments.Select(moment => Of(moment, result))]);
    }

    private static JUnitCase Of(ClaimResult claim, PairResult pair)
    {
        string element = claim.Test.State switch { ClaimState.Breached => "failure", ClaimState.Undecided => "error", _ => "" };
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{claim.File}:{claim.Position}\n");
        foreach (SuiteExample example in claim.Examples)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nreplication {example.Replication}: {example.Ending}\n");
            foreach (Reports.StoryLine line in example.Lines)
                text.Append(line.Text).Append('\n');
            text.Append(example.Command).Append('\n');
        }

        return new JUnitCase(ClaimWords.Name(claim.Test.Claim), claim.File, claim.Position.Line)
        {
            Element = element,
            Message = ClaimWords.Sentence(claim, pair.Pair.Name),
            Text = text.ToString(),
        };
    }

    private static JUnitCase Of(MomentResult moment, SuiteResult result) => new(moment.Wanted, result.Suite.File, moment.Position.Line)
    {
        Element = moment.State switch { ClaimState.Breached => "failure", ClaimState.Undecided => "error", _ => "" },
        Message = $"{moment.Wanted}; {moment.Got}",
        Text = $"{result.Suite.File}:{moment.Position}\n",
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // XML has no place for most control characters, escaped or not.
    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));

    private sealed record JUnitSuite(string Name, ImmutableArray<JUnitCase> Cases);

    private sealed record JUnitCase(string Name, string File, int Line)
    {
        public string Element { get; init; } = "";

        public string Message { get; init; } = "";

        public string Text { get; init; } = "";
    }
}
