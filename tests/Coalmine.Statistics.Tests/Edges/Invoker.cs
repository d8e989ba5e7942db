using System.Reflection;
using System.Reflection.Emit;

namespace Coalmine.Statistics.Tests.Edges;

/// <summary>
/// Calls any public member with boxed arguments. Reflection cannot pass spans, so a few instructions are emitted: an array becomes a span on its way in, and
/// a span an array on its way out.
/// </summary>
internal sealed class Invoker
{
    private readonly Func<object?, object?[], object?> _call;

    public Invoker(MethodBase method)
    {
        var dynamic = new DynamicMethod("call", typeof(object), [typeof(object), typeof(object[])], typeof(Invoker).Module, skipVisibility: true);
        ILGenerator code = dynamic.GetILGenerator();
        if (!method.IsStatic && !method.IsConstructor)
            code.Emit(OpCodes.Ldarg_0);
        if (!method.IsStatic && !method.IsConstructor)
            code.Emit(method.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, method.DeclaringType!);
        ParameterInfo[] parameters = method.GetParameters();
        for (int i = 0; i < parameters.Length; i++)
            EmitArgument(code, parameters[i].ParameterType, i);
        if (method is ConstructorInfo constructor)
            code.Emit(OpCodes.Newobj, constructor);
        else
            code.Emit(method.IsStatic || method.DeclaringType!.IsValueType ? OpCodes.Call : OpCodes.Callvirt, (MethodInfo)method);
        EmitResult(code, method is MethodInfo plain ? plain.ReturnType : method.DeclaringType!);
        code.Emit(OpCodes.Ret);
        _call = dynamic.CreateDelegate<Func<object?, object?[], object?>>();
    }

    /// <summary>The result, boxed; a span as an array, nothing as null.</summary>
    public object? Call(object? instance, object?[] arguments) => _call(instance, arguments);

    /// <summary>The type of the object that stands for a parameter: itself, or the array behind a span.</summary>
    public static Type Boxed(Type parameter)
    {
        Type type = parameter.IsByRef ? parameter.GetElementType()! : parameter;
        return IsSpan(type) ? type.GetGenericArguments()[0].MakeArrayType() : type;
    }

    private static bool IsSpan(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>) || type.GetGenericTypeDefinition() == typeof(Span<>));

    private static void EmitArgument(ILGenerator code, Type parameter, int index)
    {
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldc_I4, index);
        code.Emit(OpCodes.Ldelem_Ref);
        Type type = parameter.IsByRef ? parameter.GetElementType()! : parameter;
        code.Emit(OpCodes.Unbox_Any, Boxed(parameter));
        if (IsSpan(type))
            code.Emit(OpCodes.Newobj, type.GetConstructor([Boxed(parameter)])!);
        if (!parameter.IsByRef)
            return;
        LocalBuilder local = code.DeclareLocal(type);
        code.Emit(OpCodes.Stloc, local);
        code.Emit(OpCodes.Ldloca, local);
    }

    private static void EmitResult(ILGenerator code, Type type)
    {
        if (type == typeof(void))
        {
            code.Emit(OpCodes.Ldnull);
        }
        else if (IsSpan(type))
        {
            LocalBuilder local = code.DeclareLocal(type);
            code.Emit(OpCodes.Stloc, local);
            code.Emit(OpCodes.Ldloca, local);
            code.Emit(OpCodes.Call, type.GetMethod("ToArray")!);
        }
        else if (type.IsValueType)
        {
            code.Emit(OpCodes.Box, type);
        }
    }
}
