using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>
/// Shipped files, each hurt in one place: what the schema refuses the reader refuses too, and the schema sees most of what the reader refuses.
/// </summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    private const int Wounds = 1000;

    private static readonly Node[] Scenarios = [.. ShippedFiles.Scenarios.Select(Load)];
    private static readonly Node[] Policies = [.. ShippedFiles.Policies.Select(Load)];
    private static readonly Node[] Suites = [.. ShippedFiles.Suites.Select(Load)];

    [Fact]
    public void Scenario_HurtInOnePlace_IsRefusedByTheReaderWhereverTheSchemaRefusesIt() =>
        AssertAgrees(Scenarios, SchemaCheck.Scenario, document => ScenarioReader.Read(document).Said);

    [Fact]
    public void Policy_HurtInOnePlace_IsRefusedByTheReaderWhereverTheSchemaRefusesIt() =>
        AssertAgrees(Policies, SchemaCheck.Policy, document => PolicyReader.Read(document).Said);

    [Fact]
    public void Suite_HurtInOnePlace_IsRefusedByTheReaderWhereverTheSchemaRefusesIt() =>
        AssertAgrees(Suites, SchemaCheck.Suite, document => SuiteReader.Read(document).Said);

    private void AssertAgrees(Node[] roots, SchemaCheck schema, Func<Document, IEnumerable<Diagnostic>> read)
    {
        // The seed is fixed, so that the share that the schema sees is always the same one; that it never refuses too much holds for any seed.
        Random random = new(20_260_102);
        Wound wound = new(random, [.. roots.SelectMany(Keys).Distinct()], [.. roots.SelectMany(Values).Distinct()]);
        (int refused, int seen) = (0, 0);
        for (int i = 0; i < Wounds; i++)
        {
            Node root = wound.Inflict(roots[random.Next(roots.Length)]);
            bool allowed = schema.Allows(root);
            Diagnostic[] errors = [.. read(new Document("f.yaml", "f", root)).Where(said => said.Severity == Severity.Error)];
            if (errors.Length == 0)
            {
                Assert.True(allowed, $"wound {i}: {schema.Explain(root)}");
                Assert.True(schema.AllowsInQuotes(root), $"wound {i}, in quotes");
                continue;
            }

            refused++;
            seen += allowed ? 0 : 1;
            Assert.True(!allowed || errors.Any(IsUnseen), $"wound {i} could be seen: {string.Join('\n', errors.Select(said => said.ToString()))}");
        }

        output.WriteLine($"{Wounds} wounds: the reader refuses {refused}, the schema {seen} of them ({(double)seen / refused:P1}).");
        Assert.InRange(refused, Wounds / 2, Wounds);
        Assert.InRange((double)seen / refused, 0.9, 1);
    }

    // Where any text will do, nothing at all is the word "null" to a schema.
    private static bool IsUnseen(Diagnostic said) => Unseen.Reasons.ContainsKey(said.Id)
        || said is { Id: "CM1103", Message: "Read nothing; expected some text." }
        || (said.Id == "CM1103" && said.Message.StartsWith("Read nothing; expected the names of ", StringComparison.Ordinal));

    private static Node Load(string path) => Assert.IsType<ReadResult<Document>.Read>(FileReader.Read(path)).Value.Root;

    private static IEnumerable<string> Keys(Node node) => node switch
    {
        Node.Mapping mapping => mapping.Entries.SelectMany(entry => Keys(entry.Value).Prepend(entry.Key.Text)),
        Node.Sequence sequence => sequence.Items.SelectMany(Keys),
        _ => [],
    };

    private static IEnumerable<string> Values(Node node) => node switch
    {
        Node.Scalar scalar => [scalar.Text],
        Node.Mapping mapping => mapping.Entries.SelectMany(entry => Values(entry.Value)),
        Node.Sequence sequence => sequence.Items.SelectMany(Values),
        _ => [],
    };
}
