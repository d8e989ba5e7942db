namespace Coalmine.Learning.Arms;

/// <summary>
/// A model from a file, by which rows are scored in batches on one thread: the same file and rows give the same answers. Types of the libraries that read it
/// are met only when one is opened.
/// </summary>
public abstract class LearnedModel : IDisposable
{
    /// <summary>Endings of the files that can be opened.</summary>
    public const string Endings = ".zip (ML.NET) or .onnx";

    private protected LearnedModel()
    {
    }

    /// <summary>Whether a file's name has one of the <see cref="Endings"/>.</summary>
    public static bool CanOpen(string file) =>
        file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a model.</summary>
    /// <param name="file">The name, whose ending tells the kind.</param>
    /// <param name="bytes">The file's content.</param>
    /// <exception cref="UnusableModelException">It is no model of that kind.</exception>
    public static LearnedModel Open(string file, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(bytes);
        return file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? OpenOnnx(bytes) : OpenMlNet(bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the file's memory back.</summary>
    /// <param name="isDisposing">Whether somebody asked for it.</param>
    protected virtual void Dispose(bool isDisposing)
    {
    }

    /// <summary>What the model says to all rows.</summary>
    /// <exception cref="UnusableModelException">The rows lack what it asks for, or it does not answer with classes.</exception>
    internal abstract ModelAnswers Answer(RowTable rows);

    // Each in a method of its own, so that the other's library is not loaded.
    private static OnnxModel OpenOnnx(byte[] bytes) => OnnxModel.Open(bytes);

    private static MlNetModel OpenMlNet(byte[] bytes) => MlNetModel.Open(bytes);
}
