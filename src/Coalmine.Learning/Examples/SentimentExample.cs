using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Text;

namespace Coalmine.Learning.Examples;

/// <summary>
/// Sentiment of reviews. Version 1 counts words, version 2 pairs of words as well, so that it reads "not good" as it is meant: the better model, as long as
/// serving gives it the whole text.
/// </summary>
internal static class SentimentExample
{
    private const int Rows = 3000;

    public static ImmutableArray<ExampleFile> Make()
    {
        SentimentRow[] training = SentimentRow.Draw(seed: 3, 4 * Rows);
        return
        [
            new ExampleFile("reviews.csv", Csv(SentimentRow.Draw(seed: 4, Rows)), $"{Rows} reviews that neither model was trained on"),
            new ExampleFile("sentiment-v1.zip", Train(training, words: 1), "logistic regression on words"),
            new ExampleFile("sentiment-v2.zip", Train(training, words: 2), "logistic regression on words and pairs of words"),
        ];
    }

    private static byte[] Train(SentimentRow[] rows, int words)
    {
        MLContext context = new(seed: 1);
        IDataView data = context.Data.LoadFromEnumerable(rows);
        ITransformer model = context.Transforms.Text
            .FeaturizeText("Features", new TextFeaturizingEstimator.Options
            {
                WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = words, UseAllLengths = true },
                CharFeatureExtractor = null,
                Norm = TextFeaturizingEstimator.NormFunction.None,
            }, "text")
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = "positive",
                NumberOfThreads = 1,
                L1Regularization = 0,
                L2Regularization = 1,
            }))
            .Fit(data);
        return ModelFile.Save(context, model, data.Schema);
    }

    private static byte[] Csv(SentimentRow[] rows)
    {
        StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine("text,label");
        foreach (SentimentRow row in rows)
            text.WriteLine($"{row.Text},{(row.IsPositive ? "positive" : "negative")}");
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }
}
