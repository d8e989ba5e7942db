using System.Text;
using Coalmine.Learning.Arms;
using Coalmine.Learning.Examples;
using Coalmine.Simulation.Models;
using Microsoft.ML;
using Xunit;

namespace Coalmine.Learning.Tests.Arms;

/// <summary>Models from files: their answers are those of the libraries, and what does not fit is refused in words.</summary>
public sealed class LearnedModelTests
{
    private static readonly RowTable Three = RowTable.Of(
        [new RowColumn.Numbers("x", [-2, 0, 2]), new RowColumn.Numbers("y", [0, 1, 0])], ["a", "b", "c"]);

    // sigmoid(2) = 0.880797, sigmoid(4) = 0.982014, sigmoid(6) = 0.997527.
    [Fact]
    public void Onnx_OfOneProbability_SaysYesFromOneHalfOn()
    {
        ScoredRows rows = GivenRows.Score(LinearOnnx.Logistic([2], 0), GivenRows.Few);
        Assert.Equal(1, rows.Accuracy);
        Assert.Equal(["no", "yes"], rows.Classes.Names);
    }

    [Fact]
    public void Onnx_OfOneNumberAClass_NamesTheLargest()
    {
        // a: -x, b: y / 2, c: x.
        using LearnedModel model = LearnedModel.Open("m.onnx", LinearOnnx.PerClass([-1, 0, 1, 0, 0.5f, 0], [0, 0, 0]));
        ScoredRows rows = Score(model, Three);
        Assert.Equal(1, rows.Accuracy);
    }

    [Fact]
    public void Onnx_GivenTheSameRows_AnswersAlike()
    {
        byte[] onnx = LinearOnnx.Logistic([0.3f], 0.1f);
        Assert.Equal(GivenRows.Score(onnx, GivenRows.Few).Accuracy, GivenRows.Score(onnx, GivenRows.Few).Accuracy);
    }

    // The oracle is ML.NET's own evaluation of the same rows.
    [Fact]
    public void MlNet_AccuracyOfTheLaw_IsThatOfScoringTheRowsDirectly()
    {
        byte[] file = ModelExamples.Make("fraud").Single(each => each.Name == "fraud-v2.zip").Bytes;
        FraudRow[] payments = FraudRow.Draw(seed: 9, 1000);
        MLContext context = new(seed: 1);
        ITransformer own = context.Model.Load(new MemoryStream(file), out _);
        double accuracy = context.BinaryClassification.Evaluate(own.Transform(context.Data.LoadFromEnumerable(payments)), "fraud").Accuracy;

        RowTable rows = RowTable.Of(
            [
                new RowColumn.Numbers("amount", [.. payments.Select(row => row.Amount)]), new RowColumn.Numbers("hour", [.. payments.Select(row => row.Hour)]),
                new RowColumn.Numbers("abroad", [.. payments.Select(row => row.Abroad)]), new RowColumn.Numbers("age", [.. payments.Select(row => row.Age)]),
            ],
            [.. payments.Select(row => row.IsFraud ? "yes" : "no")]);
        using LearnedModel model = LearnedModel.Open("m.zip", file);
        Assert.Equal(accuracy, Score(model, rows).Accuracy, 1e-12);
        Assert.InRange(accuracy, 0.5, 0.999);
    }

    [Fact]
    public void Files_ThatAreNoModels_AreRefused()
    {
        Assert.Contains("ML.NET saved", Refusal(() => LearnedModel.Open("m.zip", Encoding.UTF8.GetBytes("nothing"))));
        Assert.Contains("ONNX format", Refusal(() => LearnedModel.Open("m.onnx", Encoding.UTF8.GetBytes("nothing"))));
    }

    [Fact]
    public void Rows_ThatDoNotFitTheModel_AreRefused()
    {
        using LearnedModel zip = LearnedModel.Open("m.zip", ModelExamples.Make("fraud").Single(each => each.Name == "fraud-v1.zip").Bytes);
        Assert.Contains("'amount'", Refusal(() => Score(zip, GivenRows.Few)));
        using LearnedModel wide = LearnedModel.Open("m.onnx", LinearOnnx.Logistic([1, 1, 1], 0));
        Assert.Contains("does not fit", Refusal(() => Score(wide, GivenRows.Few)));
        using LearnedModel binary = LearnedModel.Open("m.onnx", LinearOnnx.Logistic([1, 1], 0));
        Assert.Contains("3 classes", Refusal(() => Score(binary, Three)));
        using LearnedModel classes = LearnedModel.Open("m.onnx", LinearOnnx.PerClass([1, 2], [0, 0]));
        Assert.Contains("2 numbers", Refusal(() => Score(classes, RowTable.Of([Three.Columns[0]], ["a", "b", "c"]))));
    }

    [Theory]
    [InlineData(null, "positive")]
    [InlineData("maybe", "maybe")]
    public void YesOrNo_WithoutItsClass_IsRefused(string? positive, string about)
    {
        using LearnedModel model = LearnedModel.Open("m.onnx", LinearOnnx.Logistic([1], 0));
        Assert.Contains(about, Refusal(() => ModelScoring.Score(model, new ModelUse(positive, null), GivenRows.Few, [], GivenRows.End)));
    }

    [Fact]
    public void Threshold_DecidesInPlaceOfTheModel()
    {
        using LearnedModel model = LearnedModel.Open("m.onnx", LinearOnnx.Logistic([2], 0));
        ScoredModel scored = ModelScoring.Score(model, new ModelUse("yes", 0.99), GivenRows.Few, [], GivenRows.End);
        Assert.Equal(0.5, scored.Undrifted.Classes.RecallOf(1)); // of 0.88 and 0.9975 one is yes
    }

    private static ScoredRows Score(LearnedModel model, RowTable rows) =>
        ModelScoring.Score(model, new ModelUse("yes", null), rows, [], GivenRows.End).Undrifted;

    private static string Refusal(Action action) => Assert.Throws<UnusableModelException>(action).Message;
}
