using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Coalmine.Learning.Examples;

/// <summary>
/// Fraud detection. Version 1 looks at the amount as it is, version 2 at its rank (the normal distribution function of its logarithm), which is how
/// fraud really depends on it: the better model, as long as serving gives it the amount in the unit of its training.
/// </summary>
internal static class FraudExample
{
    private const int Rows = 4000;
    private static readonly string[] Inputs = ["amount", "hour", "abroad", "age"];

    public static ImmutableArray<ExampleFile> Make()
    {
        FraudRow[] training = FraudRow.Draw(seed: 1, 5 * Rows);
        return
        [
            new ExampleFile("transactions.csv", Csv(FraudRow.Draw(seed: 2, Rows)), $"{Rows} payments that neither model was trained on"),
            new ExampleFile("fraud-v1.zip", Train(training, usesRank: false), "logistic regression on the amount as it is"),
            new ExampleFile("fraud-v2.zip", Train(training, usesRank: true), "logistic regression on the rank of the amount"),
        ];
    }

    private static byte[] Train(FraudRow[] rows, bool usesRank)
    {
        MLContext context = new(seed: 1);
        IDataView data = context.Data.LoadFromEnumerable(rows);
        IEstimator<ITransformer> amount = usesRank
            ? context.Transforms.NormalizeLogMeanVariance("size", "amount", useCdf: true)
            : context.Transforms.NormalizeMeanVariance("size", "amount", fixZero: false);
        ITransformer model = amount
            .Append(context.Transforms.Concatenate("rest", Inputs[1..]))
            .Append(context.Transforms.NormalizeMeanVariance("rest", fixZero: false))
            .Append(context.Transforms.Concatenate("Features", "size", "rest"))
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = "fraud",
                NumberOfThreads = 1,
                L1Regularization = 0,
                L2Regularization = 0.1f,
            }))
            .Fit(data);
        return ModelFile.Save(context, model, data.Schema);
    }

    private static byte[] Csv(FraudRow[] rows)
    {
        StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($"{string.Join(',', Inputs)},label");
        foreach (FraudRow row in rows)
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{row.Amount:0},{row.Hour:0},{row.Abroad:0},{row.Age:0},{(row.IsFraud ? "fraud" : "fine")}"));
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }
}
