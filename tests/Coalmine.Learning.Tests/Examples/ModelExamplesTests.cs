using System.Globalization;
using System.Text;
using Coalmine.Learning.Arms;
using Coalmine.Learning.Examples;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Xunit;

namespace Coalmine.Learning.Tests.Examples;

/// <summary>The worked examples are what their scenarios say of them.</summary>
public sealed class ModelExamplesTests
{
    [Theory]
    [InlineData("fraud")]
    [InlineData("sentiment")]
    public void Make_Twice_GivesTheSameFiles(string name)
    {
        foreach ((ExampleFile first, ExampleFile second) in ModelExamples.Make(name).Zip(ModelExamples.Make(name)))
            Assert.Equal(first.Bytes, second.Bytes);
    }

    // Of fraud the segment is honest payments, class 0; of sentiment favourable reviews, class 1, where the canary asks for 90 %.
    [Theory]
    [InlineData("fraud", "fraud", null, 0)]
    [InlineData("sentiment", "positive", 0.9, 1)]
    public void Canary_IsBetterOverall_AndWorseInASegment(string name, string positive, double? threshold, int segment)
    {
        ExampleFile[] files = [.. ModelExamples.Make(name)];
        RowTable rows = Rows(files[0]);
        ScoredRows baseline = Score(files[1], rows, positive, null);
        ScoredRows canary = Score(files[2], rows, positive, null, threshold);
        Assert.True(canary.Accuracy > baseline.Accuracy + 0.002, $"{canary.Accuracy} and {baseline.Accuracy}");
        Assert.True(canary.Classes.RecallOf(segment) < baseline.Classes.RecallOf(segment) - 0.015);
    }

    [Theory]
    [InlineData("fraud", "fraud", "amount")]
    [InlineData("sentiment", "positive", "text")]
    public void Canary_WhoseFeatureIsComputedDifferently_IsFarWorse(string name, string positive, string column)
    {
        ExampleFile[] files = [.. ModelExamples.Make(name)];
        RowTable rows = Rows(files[0]);
        InputChange change = column == "text" ? new InputChange.CutText(column, 16) : new InputChange.Unit(column, 0.01);
        ScoredRows broken = Score(files[2], rows, positive, change);
        Assert.True(broken.Accuracy < Score(files[1], rows, positive, null).Accuracy - 0.05);
    }

    private static ScoredRows Score(ExampleFile file, RowTable rows, string positive, InputChange? change, double? threshold = null)
    {
        using LearnedModel model = LearnedModel.Open(file.Name, file.Bytes);
        InputDrift[] drifts = change is null ? [] : [new InputDrift("drift", change, FaultTarget.Both, FaultTiming.Always)];
        ScoredModel scored = ModelScoring.Score(model, new ModelUse(positive, threshold), rows, [.. drifts], TimeSpan.FromHours(1));
        return change is null ? scored.Undrifted : scored.In(InputDrift.Steps);
    }

    private static RowTable Rows(ExampleFile file)
    {
        string[][] lines = [.. Encoding.UTF8.GetString(file.Bytes).Trim().Split('\n').Select(line => line.Split(','))];
        RowColumn[] columns =
        [
            .. lines[0].SkipLast(1).Select((name, place) => lines[1..].All(line => float.TryParse(line[place], CultureInfo.InvariantCulture, out _))
                ? (RowColumn)new RowColumn.Numbers(name, [.. lines[1..].Select(line => float.Parse(line[place], CultureInfo.InvariantCulture))])
                : new RowColumn.Texts(name, [.. lines[1..].Select(line => line[place])])),
        ];
        return RowTable.Of([.. columns], [.. lines[1..].Select(line => line[^1])]);
    }
}
