using System.Reflection;
using Coalmine.Architecture.Tests.Tree;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>Finds methods that return before they are done.</summary>
internal static class Asynchrony
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Open = [typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>), typeof(IAsyncEnumerator<>)];

    /// <summary>The methods of an assembly, private and compiler-written ones too, that return a task or an asynchronous sequence.</summary>
    public static IEnumerable<Finding> Find(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(Declared)
        where IsAsynchronous(method.ReturnType)
        select new Finding($"{type.FullName}.{method.Name}", $"returns {method.ReturnType.Name}");

    private static bool IsAsynchronous(Type type) =>
        type == typeof(ValueTask) || typeof(Task).IsAssignableFrom(type) || (type.IsGenericType && Open.Contains(type.GetGenericTypeDefinition()));
}
